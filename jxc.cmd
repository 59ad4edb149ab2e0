@echo off
rem The Windows twin of ./jxc: it finds a Python, and installer\ does the rest.
setlocal
set "PYTHONPATH=%~dp0."
set "PYTHONSAFEPATH=1"
for %%P in ("py -3.13" "py -3.12" "py -3.11" "py -3" "python3" "python") do (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
    if not errorlevel 1 (
        %%~P -m installer %*
        goto :done
    )
)
echo jxc: Python 3.11 or newer is needed. Get it with: winget install Python.Python.3.13 1>&2
exit /b 2
:done
exit /b %errorlevel%
