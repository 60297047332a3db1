import FoundationEssentials
import Storage

/// What a database server says of itself and of the connection that asked.
struct Server: Sendable {
  let version: String
  /// As `server_version_num`: 150008 is 15.8.
  let number: Int
  let user: String
  let isSuperuser: Bool
  let isMember: Bool
  /// The protocol of the encryption; nil without.
  let encryption: String?
  /// Empty for a socket.
  let address: String
  /// The server's clock less ours.
  let clockLead: Duration

  private var isLocal: Bool { address.isEmpty || address.hasPrefix("127.") || address == "::1" }

  var transport: String {
    if let encryption { return encryption }
    return isLocal ? "without TLS on this machine" : "without TLS"
  }

  var secrecy: Finding? {
    guard encryption == nil, !isLocal else { return nil }
    return .warning("the password and all data cross the network in the clear; add ?sslmode=verify-full")
  }

  /// A remark when the role is not the expected one; nil as role means a superuser is expected.
  func privileges(expecting role: String?) -> Finding? {
    guard let role else { return isSuperuser ? nil : .failure("\(user) is no superuser") }
    if isSuperuser {
      return .warning("\(user) is a superuser; use \(role), which can do only what is needed")
    }
    return isMember
      ? nil : .warning("\(user) is not \(role) nor a member of it, so it may lack or exceed its rights")
  }

  /// Due times and leases are compared across machines.
  var skew: Finding? {
    let bound = Duration.seconds(1)
    guard clockLead > bound || clockLead < .zero - bound else { return nil }
    let side = clockLead > .zero ? "ahead of" : "behind"
    let apart = clockLead > .zero ? clockLead : .zero - clockLead
    return .warning("the server's clock is \(apart.wholeMilliseconds) ms \(side) ours; let NTP set both")
  }
}

extension Server {
  /// Asks the server.
  init(_ session: Session, role: String) throws {
    let rows = try session.rows(
      """
      select split_part(current_setting('server_version'), ' ', 1), current_setting('server_version_num')::int8,
        current_user::text, (select rolsuper from pg_roles where rolname = current_user),
        coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = \(role)), false),
        (select s.version from pg_stat_ssl s where s.pid = pg_backend_pid() and s.ssl),
        coalesce(host(inet_server_addr()), '')
      """,
      as: String.self, Int.self, String.self, Bool.self, Bool.self, String?.self, String.self)
    guard let row = rows.first else { throw CommandFailure("the server said nothing of itself") }
    (version, number, user, isSuperuser, isMember, encryption, address) = row
    let before = Date()
    let start = ContinuousClock.now
    let theirs = try session.value("select clock_timestamp()", as: Date.self)
    // The server looked at its clock about half way between question and answer.
    clockLead = .seconds(theirs.timeIntervalSince(before)) - (ContinuousClock.now - start) / 2
  }
}
