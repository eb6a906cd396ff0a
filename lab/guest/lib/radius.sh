# shellcheck shell=bash
# FreeRADIUS on the server, and pppd's radius.so that asks it.

RADIUS_SECRET=moonlight

# start_freeradius LINE...: with these lines as its users file; logs every login to
# /var/log/freeradius/radius.log, as Debian's does with `auth = yes`. Its configuration is the lab's own:
# Debian's is not readable to everybody.
start_freeradius() {
  local etc=/run/lab/raddb
  needs freeradius freeradius
  mkdir -p $etc /var/log/freeradius
  printf '%s\n' "$@" >$etc/users
  cat >$etc/radiusd.conf <<TEXT
prefix = /usr
logdir = /var/log/freeradius
run_dir = /run/lab/raddb
libdir = /usr/lib/freeradius
log {
  destination = files
  file = \${logdir}/radius.log
  auth = yes
}
security {
  allow_core_dumps = no
  reject_delay = 0
}
client lab {
  ipaddr = 127.0.0.1
  secret = $RADIUS_SECRET
}
modules {
  always ok {
    rcode = ok
  }
  pap {
  }
  chap {
  }
  mschap {
    use_mppe = yes
  }
  files {
    usersfile = $etc/users
  }
}
server lab {
  listen {
    type = auth
    ipaddr = 127.0.0.1
    port = 1812
  }
  listen {
    type = acct
    ipaddr = 127.0.0.1
    port = 1813
  }
  authorize {
    chap
    mschap
    files
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type CHAP {
      chap
    }
    Auth-Type MS-CHAP {
      mschap
    }
  }
  accounting {
    ok
  }
}
TEXT
  freeradius -f -d $etc >"$LAB_OUT/freeradius.console" 2>&1 &
  freeradius=$!
  wait_for 60 'FreeRADIUS to listen on port 1812' listens udp 1812
  wait_for 30 'FreeRADIUS to be ready' grep -q 'Ready to process requests' /var/log/freeradius/radius.log
}

stop_freeradius() {
  stop_process "$freeradius"
  cat /var/log/freeradius/radius.log >"$LAB_OUT/radius.log"
}

# ask_radius SECRET HOST:PORT,...: whom the next pppd with radius.so asks, in this order. It waits 1 s for an
# answer. (Of several authserver lines it takes the last.)
ask_radius() {
  local secret=$1 servers=$2 etc=/etc/radiusclient
  mkdir -p $etc
  {
    printf '%s\n' 'auth_order radius' 'login_tries 4' 'login_timeout 60' "nologin $etc/nologin" "issue $etc/issue"
    printf '%s\n' "authserver $servers" 'acctserver localhost:1813' "servers $etc/servers" "dictionary $etc/dictionary" \
      'login_radius /usr/sbin/login.radius' 'seqfile /run/lab/radius.seq' "mapfile $etc/port-id-map" \
      'default_realm' 'radius_timeout 1' 'radius_retries 1' 'login_local /bin/login'
  } >$etc/radiusclient.conf
  printf '%s\n' "localhost $secret" "127.0.0.1 $secret" >$etc/servers
  : >$etc/port-id-map
  # The attributes that radius.so sends and reads, by the names of RFC 2865, 2866 and 2548.
  cat >$etc/dictionary <<'TEXT'
VENDOR Microsoft 311
ATTRIBUTE User-Name 1 string
ATTRIBUTE Password 2 string
ATTRIBUTE CHAP-Password 3 string
ATTRIBUTE NAS-IP-Address 4 ipaddr
ATTRIBUTE NAS-Port-Id 5 integer
ATTRIBUTE Service-Type 6 integer
ATTRIBUTE Framed-Protocol 7 integer
ATTRIBUTE Framed-IP-Address 8 ipaddr
ATTRIBUTE Reply-Message 18 string
ATTRIBUTE Class 25 string
ATTRIBUTE Calling-Station-Id 31 string
ATTRIBUTE NAS-Identifier 32 string
ATTRIBUTE Acct-Status-Type 40 integer
ATTRIBUTE Acct-Delay-Time 41 integer
ATTRIBUTE Acct-Input-Octets 42 integer
ATTRIBUTE Acct-Output-Octets 43 integer
ATTRIBUTE Acct-Session-Id 44 string
ATTRIBUTE Acct-Authentic 45 integer
ATTRIBUTE Acct-Session-Time 46 integer
ATTRIBUTE Acct-Input-Packets 47 integer
ATTRIBUTE Acct-Output-Packets 48 integer
ATTRIBUTE Acct-Terminate-Cause 49 integer
ATTRIBUTE Acct-Input-Gigawords 52 integer
ATTRIBUTE Acct-Output-Gigawords 53 integer
ATTRIBUTE CHAP-Challenge 60 string
ATTRIBUTE NAS-Port-Type 61 integer
ATTRIBUTE Connect-Info 77 string
ATTRIBUTE Message-Authenticator 80 string
ATTRIBUTE MS-CHAP-Response 1 string Microsoft
ATTRIBUTE MS-CHAP-Error 2 string Microsoft
ATTRIBUTE MS-MPPE-Encryption-Policy 7 string Microsoft
ATTRIBUTE MS-MPPE-Encryption-Types 8 string Microsoft
ATTRIBUTE MS-CHAP-Domain 10 string Microsoft
ATTRIBUTE MS-CHAP-Challenge 11 string Microsoft
ATTRIBUTE MS-CHAP-MPPE-Keys 12 string Microsoft
ATTRIBUTE MS-MPPE-Send-Key 16 string Microsoft
ATTRIBUTE MS-MPPE-Recv-Key 17 string Microsoft
ATTRIBUTE MS-CHAP2-Response 25 string Microsoft
ATTRIBUTE MS-CHAP2-Success 26 string Microsoft
TEXT
}
