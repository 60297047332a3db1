/// The address of a server, perhaps with a user and a password, which no description shows.
public struct ServiceURL: Sendable, Hashable {
  public struct Host: Sendable, Hashable {
    /// Empty where the server's own default holds, as in `postgresql:///hookline`.
    public let name: String
    public let port: UInt16?
  }

  /// Everything, the password included. For libraries that take a URL, not for people.
  public let text: String
  /// In lower case.
  public let scheme: String
  public let user: String?
  public let password: String?
  /// At least one; several where the client tries one after the other.
  public let hosts: [Host]
  /// With its leading slash, still encoded; empty when there is none.
  public let path: String
  /// Still encoded, without its question mark.
  public let query: String?

  public var host: Host { hosts[0] }
}

extension ServiceURL {
  /// What kind of server a URL is of.
  struct Form: Sendable {
    let schemes: [String]
    let example: String
    /// A database may be one of several, or behind a socket of this machine.
    var isDatabase = false

    static let postgres = Form(
      schemes: ["postgresql", "postgres"], example: "postgresql://hookline_worker@localhost:5432/hookline",
      isDatabase: true)
    static let amqp = Form(schemes: ["amqp", "amqps"], example: "amqp://hookline@localhost:5672/hookline")
    static let http = Form(schemes: ["http", "https"], example: "http://hookline@localhost:15672")
    static let api = Form(schemes: ["https", "http"], example: "https://api.example")
  }

  init(_ text: String, _ form: Form) throws(Complaint) {
    guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f }) else {
      throw Complaint("has a space or a control character in it")
    }
    let scheme = form.schemes.first { text.lowercased().hasPrefix($0 + "://") }
    guard let scheme else { throw Complaint("does not begin with \(form.schemes[0])://") }
    let rest = text.dropFirst(scheme.count + 3)
    let authority = rest.prefix { !"/?#".contains($0) }
    let tail = rest[authority.endIndex...]
    let userinfo = authority.lastIndex(of: "@").map { authority[..<$0] }
    // A password that holds one of these ends the authority early: what follows would be shown as a path.
    guard !tail.contains("@"), !tail.contains("#"), userinfo?.contains("@") != true else {
      throw Complaint("has a bare / ? # or @ in the user or password: write %2F %3F %23 %40")
    }
    self.text = text
    self.scheme = scheme
    (user, password) = try Self.credentials(userinfo)
    hosts = try Self.hosts(authority.dropFirst(userinfo.map { $0.count + 1 } ?? 0), form)
    let question = tail.firstIndex(of: "?")
    path = String(tail[..<(question ?? tail.endIndex)])
    query = question.map { String(tail[tail.index(after: $0)...]) }
  }

  private static func credentials(_ userinfo: Substring?) throws(Complaint) -> (String?, String?) {
    guard let userinfo else { return (nil, nil) }
    let parts = userinfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let user = PercentEncoding.decode(parts[0]) else {
      throw Complaint("has a % in the user that two hexadecimal digits do not follow")
    }
    guard parts.count == 2 else { return (user, nil) }
    guard let password = PercentEncoding.decode(parts[1]) else {
      throw Complaint("has a % in the password that two hexadecimal digits do not follow: write %25 for %")
    }
    return (user, password)
  }

  private static func hosts(_ text: Substring, _ form: Form) throws(Complaint) -> [Host] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard form.isDatabase || parts.count == 1 else { throw Complaint("names more than one host") }
    var hosts: [Host] = []
    for part in parts { hosts.append(try host(part, form)) }
    return hosts
  }

  private static func host(_ text: Substring, _ form: Form) throws(Complaint) -> Host {
    let isBracketed = text.last == "]"
    let colon = isBracketed ? nil : text.lastIndex(of: ":")
    let name = text[..<(colon ?? text.endIndex)]
    let digits = colon.map { text[text.index(after: $0)...] }
    guard let port = port(digits) else { throw Complaint("has a port that is none") }
    if name.isEmpty {
      guard form.isDatabase else { throw Complaint("names no host") }
      return Host(name: "", port: port)
    }
    // A socket's folder stands in the place of a host with its slashes encoded.
    if form.isDatabase, name.contains("%"), let folder = PercentEncoding.decode(name), folder.first == "/" {
      return Host(name: folder, port: port)
    }
    guard let host = Address.host(name) else { throw Complaint("has a host that is none") }
    return Host(name: host, port: port)
  }

  /// Outer nil: not a port. Inner nil: none given.
  private static func port(_ digits: Substring?) -> UInt16?? {
    guard let digits, !digits.isEmpty else { return .some(nil) }
    guard digits.allSatisfy({ ("0"..."9").contains($0) }), let port = UInt16(digits), port > 0 else {
      return .none
    }
    return .some(port)
  }
}
