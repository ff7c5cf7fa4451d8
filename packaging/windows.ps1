# Makes the app image and the .msi of Windows. Called by `.\mvnw.cmd -Pinstaller package`; needs the WiX toolset for the .msi.
# NOT YET RUN on Windows: written along linux.sh, which is.
# Usage: windows.ps1 JAVA_HOME VERSION BUILD_FOLDER TIMESTAMP
# SPDX-License-Identifier: Apache-2.0
param([string]$JavaHome, [string]$Version, [string]$Build, [string]$Timestamp)
$ErrorActionPreference = 'Stop'

$here = $PSScriptRoot
$project = Split-Path $here
$out = Join-Path $Build 'installer'
$work = Join-Path $out 'work'
$name = 'Session Desk'

function Invoke-Tool([string]$Tool, [string[]]$Arguments) {
  & (Join-Path $JavaHome "bin\$Tool.exe") @Arguments
  if ($LASTEXITCODE -ne 0) { throw "$Tool failed with $LASTEXITCODE" }
}

if (Test-Path $out) { Remove-Item $out -Recurse -Force }
New-Item -ItemType Directory -Force "$work\input\lib", "$work\jmods" | Out-Null

# The runtime: the modules of packaging/runtime.sh, whose list jdeps gives on Linux; the same on every system but for
# what Windows' name look-up and key store need.
$fx = @()
foreach ($module in 'base', 'graphics', 'controls') {
  $jar = Get-ChildItem "$Build\lib\javafx-$module-*-win*.jar" | Select-Object -First 1
  $classes = "$work\fx\$module\classes"; $libs = "$work\fx\$module\libs"
  New-Item -ItemType Directory -Force $classes, $libs | Out-Null
  Push-Location $classes
  Invoke-Tool jar @('xf', $jar.FullName)
  Pop-Location
  Get-ChildItem $classes -Filter *.dll -File | Move-Item -Destination $libs
  Invoke-Tool jmod @('create', '--class-path', $classes, '--libs', $libs, "$work\jmods\javafx.$module.jmod")
  $fx += "javafx.$module"
}
$modules = @('java.base', 'java.desktop', 'java.management', 'java.sql', 'java.naming', 'jdk.crypto.mscapi', 'jdk.jfr',
  'jdk.localedata', 'jdk.naming.dns', 'jdk.net', 'jdk.security.auth', 'jdk.unsupported', 'jdk.zipfs') + $fx
Invoke-Tool jlink @('--module-path', "$work\jmods", '--add-modules', ($modules -join ','), '--include-locales=en,zh',
  '--no-header-files', '--no-man-pages', '--output', "$work\runtime")

Copy-Item "$Build\session-desk.jar" "$work\input"
Get-ChildItem "$Build\lib\*.jar" |
  Where-Object { $_.Name -notmatch '^javafx-|-native-(epoll|kqueue)-|-classes-(epoll|kqueue)-' } |
  Copy-Item -Destination "$work\input\lib"
New-Item -ItemType Directory -Force "$work\input\legal" | Out-Null
Copy-Item "$here\licences\*.txt", "$project\LICENSE" "$work\input\legal"

$options = @('--name', $name, '--app-version', $Version, '--vendor', 'The Session Desk authors',
  '--description', 'Session store and control room of a text-to-speech service', '--copyright', 'Apache-2.0')
Invoke-Tool jpackage (@('--type', 'app-image', '--dest', $out) + $options + @(
  '--input', "$work\input", '--main-jar', 'session-desk.jar', '--main-class', 'org.sessiondesk.app.Main',
  '--runtime-image', "$work\runtime", '--icon', "$here\windows\session-desk.ico",
  '--add-launcher', "session-desk-service=$here\windows\service.properties",
  '--java-options', '-XX:+UseCompactObjectHeaders', '--java-options', '-XX:AOTCache=$APPDIR\session-desk.aot',
  '--java-options', '-Xlog:aot*=off,cds*=off',
  '--java-options', '--enable-native-access=ALL-UNNAMED,javafx.graphics',
  '--java-options', '--sun-misc-unsafe-memory-access=allow'))

# The cache: the launcher's own command line, with the walk for a main class. There is no built-in store on Windows
# (README), and the walk creates persistent sessions: REDIS_URL must name a Redis to rehearse with.
if ($env:REDIS_URL) {
  $app = "$out\$name\app"
  $jars = Select-String -Path "$app\$name.cfg" -Pattern '^app\.classpath=\$APPDIR[\\/](.*)$' |
    ForEach-Object { "$app\" + $_.Matches[0].Groups[1].Value }
  $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
  $env:REDIS_ENABLED = 'true'
  & "$out\$name\runtime\bin\java.exe" "-XX:AOTCacheOutput=$app\session-desk.aot" '-XX:+UseCompactObjectHeaders' `
    '--enable-native-access=ALL-UNNAMED,javafx.graphics' '--sun-misc-unsafe-memory-access=allow' `
    '-cp' ((@("$app\session-desk.jar") + $jars) -join ';') 'org.sessiondesk.app.Rehearsal' $folder
  if ($LASTEXITCODE -ne 0) { throw "the rehearsal failed with $LASTEXITCODE" }
  Remove-Item $folder -Recurse -Force
} else {
  Write-Warning 'REDIS_URL is not set: there is no Redis to rehearse with, so the start is not made fast.'
}

if (Get-Command wix, candle -ErrorAction SilentlyContinue) {
  # The same upgrade code for ever: a newer version replaces the older one.
  Invoke-Tool jpackage (@('--type', 'msi', '--dest', $out) + $options + @('--app-image', "$out\$name",
    '--win-menu', '--win-menu-group', $name, '--win-shortcut-prompt', '--win-dir-chooser', '--win-per-user-install',
    '--win-upgrade-uuid', '5b0f7a64-8a2e-4a53-9d0c-6f6d2f1f7c11', '--license-file', "$project\LICENSE"))
} else {
  Write-Warning 'There is no WiX toolset here: no .msi is made.'
}
Remove-Item $work -Recurse -Force
