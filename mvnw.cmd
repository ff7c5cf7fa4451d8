@echo off
rem Runs Maven on a JDK that can build Session Desk, wherever on this machine the two may be.
rem SPDX-License-Identifier: Apache-2.0
rem
rem   mvnw ARGUMENTS...         as "mvn ARGUMENTS..."
rem
rem JDK:   the first of JAVA_HOME, PATH and the usual folders that is version 25 or later and has javac.
rem Maven: an installed one (MAVEN_HOME, PATH) from version 3.8 on, else one fetched from Apache's
rem        archive and checked against the SHA-512 below. The sh script beside this one does the same.
setlocal EnableExtensions DisableDelayedExpansion

set "MIN_JAVA=25"
set "MAVEN_VERSION=3.9.11"
set "MAVEN_SHA512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978"
set "MAVEN_URL=https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.tar.gz"

rem ---- the JDK: JAVA_HOME, PATH, then the usual folders

set "JDK="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME:"=%"
if not defined JDK for /f "delims=" %%J in ('where javac.exe 2^>nul') do call :try_jdk "%%~dpJ.."

rem SESSION_DESK_JDK_DIRS, folders of JDKs with semicolons between, replaces the usual ones.
if defined JDK goto jdk_known
if not defined SESSION_DESK_JDK_DIRS goto usual_folders
for %%P in ("%SESSION_DESK_JDK_DIRS:;=" "%") do call :try_jdks_in "%%~P"
goto jdk_known

:usual_folders
for %%P in (
  "%ProgramFiles%\Eclipse Adoptium"
  "%ProgramFiles%\Java"
  "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Zulu"
  "%ProgramFiles%\BellSoft"
  "%ProgramFiles%\Amazon Corretto"
  "%ProgramFiles%\OpenJDK"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
  "%LOCALAPPDATA%\Programs\Microsoft"
  "%USERPROFILE%\.sdkman\candidates\java"
  "%USERPROFILE%\.jdks"
  "%USERPROFILE%\.gradle\jdks"
) do call :try_jdks_in "%%~P"
rem Scoop keeps each program's versions below a folder of its own; "current" leads to the one in use.
for %%P in ("%USERPROFILE%\scoop\apps" "%ProgramData%\scoop\apps") do (
  if not defined JDK for /d %%D in ("%%~P\*jdk*") do call :try_jdk "%%~D\current"
)

:jdk_known
if not defined JDK (
  >&2 echo mvnw: No JDK %MIN_JAVA% or later was found ^(looked at JAVA_HOME, PATH and the usual folders^).
  >&2 echo mvnw: Install one, for example from https://adoptium.net, and set JAVA_HOME to its folder if it is in an unusual place.
  exit /b 1
)
set "JAVA_HOME=%JDK%"

rem ---- Maven: MAVEN_HOME, PATH, the one that was fetched before, one that is fetched now

set "MVN="
if defined MAVEN_HOME call :try_maven "%MAVEN_HOME:"=%\bin\mvn.cmd"
if not defined MVN for /f "delims=" %%M in ('where mvn.cmd 2^>nul') do call :try_maven "%%~M"
if defined MVN goto maven_known

set "MAVEN_CACHE=%LOCALAPPDATA%\Session Desk\maven"
set "MAVEN_FETCHED=%MAVEN_CACHE%\apache-maven-%MAVEN_VERSION%"
if not exist "%MAVEN_FETCHED%\bin\mvn.cmd" call :fetch_maven
if not exist "%MAVEN_FETCHED%\bin\mvn.cmd" (
  >&2 echo mvnw: Install Maven 3.8 or later ^(for example: scoop install maven^) and try again.
  exit /b 1
)
set "MVN=%MAVEN_FETCHED%\bin\mvn.cmd"

:maven_known
rem google-java-format (through Spotless) and Maven's own libraries reach into the JDK; this keeps them quiet.
set "MAVEN_OPTS=%MAVEN_OPTS% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
for %%P in (api code comp file main model parser processing tree util) do call :add_export %%P

cd /d "%~dp0"
rem Without "call": the arguments arrive as they were given, and Maven's exit code is this script's.
"%MVN%" %*
exit /b 1

rem ---- Sub-routines

rem Takes the folder %1 as the JDK if none is taken yet and it is one that can build this.
:try_jdk
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "FEATURE="
for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do (
  if "%%A"=="JAVA_VERSION" for /f "delims=.-+_ " %%F in ("%%~B") do set "FEATURE=%%F"
)
call :is_number "%FEATURE%"
if errorlevel 1 exit /b 0
if %FEATURE% GEQ %MIN_JAVA% set "JDK=%~f1"
exit /b 0

rem Tries every folder in the folder %1.
:try_jdks_in
if defined JDK exit /b 0
if not exist "%~1\" exit /b 0
for /d %%D in ("%~1\*") do call :try_jdk "%%~fD"
exit /b 0

rem Takes the launcher %1 as Maven if none is taken yet and its version is 3.8 or later.
:try_maven
if defined MVN exit /b 0
if not exist "%~1" exit /b 0
set "MAJOR="
set "MINOR="
for /f "tokens=3" %%V in ('call "%~1" -v 2^>nul ^| findstr /b /c:"Apache Maven"') do (
  for /f "tokens=1,2 delims=." %%A in ("%%V") do (
    set "MAJOR=%%A"
    set "MINOR=%%B"
  )
)
call :is_number "%MAJOR%"
if errorlevel 1 exit /b 0
call :is_number "%MINOR%"
if errorlevel 1 exit /b 0
if %MAJOR% GTR 3 set "MVN=%~f1"
if %MAJOR% EQU 3 if %MINOR% GEQ 8 set "MVN=%~f1"
exit /b 0

rem Answers 0 where %1 is nothing but digits.
:is_number
if "%~1"=="" exit /b 1
for /f "delims=0123456789" %%N in ("%~1") do exit /b 1
exit /b 0

:add_export
set "MAVEN_OPTS=%MAVEN_OPTS% --add-exports=jdk.compiler/com.sun.tools.javac.%1=ALL-UNNAMED"
exit /b 0

rem Puts Maven at MAVEN_FETCHED. Whatever goes wrong, nothing else is left. PowerShell reads the
rem variables itself, so that no character of a path means anything to it; tar comes with Windows.
:fetch_maven
>&2 echo mvnw: no Maven 3.8 or later is installed; fetching %MAVEN_VERSION%
powershell.exe -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12;" ^
  "function Refuse([string] $why) { [Console]::Error.WriteLine('mvnw: ' + $why); exit 1 };" ^
  "$work = Join-Path $env:MAVEN_CACHE ('fetch-' + [Guid]::NewGuid().ToString('N'));" ^
  "try {" ^
  "  New-Item -ItemType Directory -Force -Path $work | Out-Null;" ^
  "  $archive = Join-Path $work 'maven.tar.gz';" ^
  "  try { Invoke-WebRequest -UseBasicParsing -Uri $env:MAVEN_URL -OutFile $archive }" ^
  "  catch { Refuse ('Maven could not be fetched from the archive of Apache: ' + $_.Exception.Message) };" ^
  "  if ((Get-FileHash -Algorithm SHA512 -LiteralPath $archive).Hash -ne $env:MAVEN_SHA512) {" ^
  "    Refuse 'The Maven that was fetched does not have the expected SHA-512 sum. It was not used.' };" ^
  "  & (Join-Path $env:SystemRoot 'System32\tar.exe') -xzf $archive -C $work;" ^
  "  if ($LASTEXITCODE -ne 0) { Refuse 'The Maven that was fetched could not be unpacked.' };" ^
  "  if (-not (Test-Path -LiteralPath $env:MAVEN_FETCHED)) {" ^
  "    Move-Item -LiteralPath (Join-Path $work ('apache-maven-' + $env:MAVEN_VERSION)) -Destination $env:MAVEN_FETCHED }" ^
  "} finally { Remove-Item -Recurse -Force -ErrorAction SilentlyContinue -LiteralPath $work }"
exit /b 0
