/** check_ip_pool: will the next user get an address? */
package io.github.pppvpn.checks.pool;
