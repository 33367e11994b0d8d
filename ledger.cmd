@echo off
rem Starts the command line of Ledger Actors; try ledger --help. Builds it on first use and after changes.
setlocal
set "home=%~dp0"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
set "target=%home%\examples\target"
set "stamp=%target%\ledger-built"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "version=0"
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do set "version=%%~v"
for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% lss 17 (
    echo ledger: a JDK 17 or newer is needed; install one or set JAVA_HOME 1>&2
    exit /b 2
)

if not exist "%stamp%" goto build
powershell -NoProfile -Command "$s = (Get-Item '%stamp%').LastWriteTime; if (Get-ChildItem -Recurse -File '%home%\pom.xml', '%home%\*\pom.xml', '%home%\*\src\main' | Where-Object { $_.LastWriteTime -gt $s } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto run

:build
echo Building Ledger Actors; the first time this takes a minute or two, and longer where libraries are downloaded. 1>&2
pushd "%home%"
call mvn -B -pl examples -am -Dmaven.test.skip=true -Dmaven.javadoc.skip -Dmaven.source.skip -Dspotless.check.skip package
if errorlevel 1 (
    popd
    echo ledger: the build failed; mvn -pl examples -am package shows more 1>&2
    exit /b 2
)
popd
type nul > "%stamp%"

:run
rem Newer JDKs warn about native transports and off-heap memory without these flags. JDK 17 does not know them.
set "flags="
if %major% geq 24 set "flags=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
rem The JVM ends with 3 when its memory is exhausted, so the exit code 3 of a command arrives as 33 and is mapped back.
"%java%" %flags% -XX:+ExitOnOutOfMemoryError -Dledger.unknown-exit=33 "-Dconfig.file=%home%\application.conf" "-Dledger.home=%home%" %JAVA_OPTS% -cp "%target%\classes;%target%\lib\*" io.ledgeractors.cli.Main %*
set "code=%errorlevel%"
if %code% equ 3 exit /b 4
if %code% equ 33 exit /b 3
exit /b %code%
