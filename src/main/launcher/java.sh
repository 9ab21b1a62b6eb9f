# Read by the scripts that start Java: which one that is, what it wants as a newer one, and the class path with the
# archive of the classes that it loads. They have "built", the folder of the jar, and "fail".
jar=$built/customer-report.jar
class_path=$jar:$built/lib/*

# The release that a run is quickest with: it takes four fifths of the time that it takes with Java 17 (docs/performance.md).
quick_release=25

# Where JDKs are installed: by distributions of Linux, in images of containers, by SDKMAN! and by an IDE, and on macOS.
find_jdks() {
  local folder file
  jdks=()
  for folder in /usr/lib/jvm /usr/java /opt/java "${HOME:-}/.sdkman/candidates/java" "${HOME:-}/.jdks" \
    /Library/Java/JavaVirtualMachines; do
    for file in "$folder"/*/release "$folder"/*/Contents/Home/release; do
      [[ ! -r $file || ! -x ${file%release}bin/java ]] || jdks+=("${file%/release}")
    done
  done
}

# Sets java to what the user means: that of JAVA_HOME, or else the one on the PATH.
find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -f $java && -x $java ]] ||
      fail "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it that you may run"
  else
    hash -r && hash java 2>/dev/null || fail "java is not on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
    java=${BASH_CMDS[java]}
  fi
}

# Sets quick_java: that of a JDK of the release above, where one is installed, or nothing.
find_quick_java() {
  local jdk version
  quick_java=
  for jdk in "${jdks[@]}"; do
    read_version "$jdk/release"
    [[ ${version%%[!0-9]*} != "$quick_release" ]] || quick_java=$jdk/bin/java
  done
}

# Sets version from the file "release" of a JDK.
read_version() {
  local line
  version=
  while IFS= read -r line; do
    [[ $line != 'JAVA_VERSION="'* ]] || version=${line#*\"}
  done <"$1"
}

# The feature release, from the JDK's own "release" file, which is quicker than asking the JVM.
java_release() {
  local jdk home='' link=$java target version=''
  for jdk in "${jdks[@]}"; do
    [[ ! $java -ef $jdk/bin/java ]] || home=$jdk
  done
  if [[ -z $home ]]; then
    while [[ -L $link ]]; do
      target=$(readlink -- "$link")
      [[ $target == /* ]] || target=${link%/*}/$target
      link=$target
    done
    home=${link%/*}/..
  fi
  [[ ! -r $home/release ]] || read_version "$home/release"
  if [[ -z $version ]]; then
    # Not in the same command as the next: its failure is the one of interest.
    target=$("$java" -version 2>&1) ||
      fail "'$java' does not run as a Java: set JAVA_HOME to a JDK, 17 or newer"
    version=$(sed -n 's/.* version "\([^"]*\)".*/\1/p' <<<"$target")
  fi
  version=${version#1.}
  release=${version%%[!0-9]*}
}

is_archived() {
  [[ -f $archive && ! $jar -nt $archive ]]
}

# Sets archive_options; an empty archive says that none can be made.
find_archive() {
  archive_options=()
  [[ ! -s $archive || ! -r $archive ]] || archive_options=("$archive_option=$archive")
}

# Sets page_options: Linux hands out memory in pieces of 2 MB where it is asked for them, for a small part of the time.
find_large_pages() {
  page_options=()
  local pages=/sys/kernel/mm/transparent_hugepage/enabled
  if [[ -r $pages && $(<"$pages") != *'[never]'* ]]; then
    page_options=(-XX:+UseTransparentHugePages)
  fi
}

# Sets what depends on the java: its release, the options that it wants as a newer one, and its archive of classes.
set_up_java() {
  java_release
  if [[ -n $release ]] && ((release < 17)); then
    fail "'$java' is Java $release, but Java 17 or newer is needed: set JAVA_HOME"
  fi
  newer_options=()
  if [[ -n $release ]] && ((release >= 24)); then
    # What Flink does there is deprecated, and each use would print a warning.
    newer_options=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
  archive=$built/classes-${release:-unknown}.jsa
  archive_at_exit=-XX:ArchiveClassesAtExit
  archive_option=-XX:SharedArchiveFile
  if [[ -n $release ]] && ((release >= 25)); then
    # Classes that are linked and profiled, too: an empty run takes a quarter less than with loaded ones.
    archive=${archive%.jsa}.aot
    archive_at_exit=-XX:AOTCacheOutput
    archive_option=-XX:AOTCache
    # Without it all works as well, so nobody needs to know that another collector cannot use it.
    newer_options+=(-Xlog:aot*=off:stderr)
  fi
  if [[ $release == 25 ]]; then
    # Profiles from the archive are of no use to the quick compiler, and reading them takes a twentieth of an empty run.
    newer_options+=(-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining)
  fi
}

# The quicker java is used with an archive only: that it could be made shows that this JDK runs the program. Without one
# a start takes longer than with an older one.
choose_java() {
  find_jdks
  find_java
  set_up_java
  own_java=$java quick_java=
  [[ -z ${JAVA_HOME:-} && -n $release ]] && ((release < quick_release)) || return 0
  # Hadoop's code in Flink's file system for S3 asks the JDK for what Java 24 has taken away.
  local plugin
  for plugin in "${FLINK_PLUGINS_DIR:-$built/plugins}"/*; do
    [[ ! -e $plugin ]] || return 0
  done
  find_quick_java
  [[ -n $quick_java ]] || return 0
  java=$quick_java
  set_up_java
  if is_archived; then
    [[ -s $archive && -r $archive ]] || choose_own_java
  elif ! is_writable; then
    choose_own_java
  fi
}

choose_own_java() {
  java=$own_java
  set_up_java
}

is_quick() {
  [[ $java == "$quick_java" ]]
}

is_writable() {
  [[ -w $built || (! -e $built && -w ${built%/*}) ]]
}
