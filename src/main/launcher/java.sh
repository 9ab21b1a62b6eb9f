# Read by the scripts that start Java: which one that is, what it wants as a newer one, and the class path with the
# archive of the classes that it loads. They have "built", the folder of the jar, and "fail".
jar=$built/customer-report.jar
class_path=$jar:$built/lib/*

find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -f $java && -x $java ]] ||
      fail "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it that you may run"
  else
    java=$(command -v java) || fail "java is not on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
  fi
}

# The feature release, from the JDK's own "release" file, which is quicker than asking the JVM.
java_release() {
  local link=$java target version='' line
  while [[ -L $link ]]; do
    target=$(readlink -- "$link")
    [[ $target == /* ]] || target=$(dirname -- "$link")/$target
    link=$target
  done
  local release_file
  release_file=$(dirname -- "$(dirname -- "$link")")/release
  if [[ -r $release_file ]]; then
    while IFS= read -r line; do
      [[ $line != 'JAVA_VERSION="'* ]] || version=${line#*\"}
    done <"$release_file"
  fi
  if [[ -z $version ]]; then
    # Not in the same command as the next: its failure is the one of interest.
    line=$("$java" -version 2>&1) ||
      fail "'$java' does not run as a Java: set JAVA_HOME to a JDK, 17 or newer"
    version=$(sed -n 's/.* version "\([^"]*\)".*/\1/p' <<<"$line")
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

find_java
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
