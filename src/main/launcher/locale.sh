# Read by the scripts that start Java: the locale that it gets.
#
# Java takes the encoding of names of files from it: in plain C it could not open those beyond ASCII.
# What the system says of failures stays in one language, since programs read it.
locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
case $locale in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *)
    locale=C.UTF-8
    export CUSTOMER_REPORT_ASCII=yes
    ;;
esac
unset LC_ALL
export LC_CTYPE=$locale LC_MESSAGES=C
