# The PowerShell twin of ./jxc: jxc.cmd does the work.
& "$PSScriptRoot\jxc.cmd" @args
exit $LASTEXITCODE
