/// Places that may be fetched from although they are not public, or not at a usual port.
///
/// Written as `127.0.0.1:8080, 10.1.0.0/16, [fd00::/8]:8443, cdn.example`. An entry without a port is for the usual
/// ports of the web; one with a port is for that port alone.
public struct AllowList: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    case network(IPNetwork)
    /// In lower case, without a dot at its end.
    case host(String)
  }

  public struct Entry: Sendable, Hashable {
    public let place: Place
    public let port: UInt16?
  }

  public let entries: [Entry]

  /// Allows nothing.
  public init() { entries = [] }

  /// `nil` when an entry cannot be read.
  public init?(_ text: String) {
    guard let list = try? AllowList(parsing: text) else { return nil }
    self = list
  }

  init(parsing text: String) throws(Complaint) {
    var entries: [Entry] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let entry = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      guard !entry.isEmpty else { throw Complaint("has an empty entry") }
      entries.append(try Self.entry(String(entry)))
    }
    self.entries = entries
  }

  private static func entry(_ text: String) throws(Complaint) -> Entry {
    let (place, port) = try split(text)
    if place.contains("/") { return Entry(place: .network(try network(place)), port: port) }
    if let address = IPAddress(place) {
      guard let network = IPNetwork(address, prefixLength: address.bytes.count * 8) else {
        throw Complaint("\(quoted(text)) is no address")
      }
      return Entry(place: .network(network), port: port)
    }
    return Entry(place: .host(try host(place)), port: port)
  }

  /// What stands before the port, without brackets, and the port.
  private static func split(_ text: String) throws(Complaint) -> (String, UInt16?) {
    // More than one colon and no bracket: IPv6, and then none of the colons begins a port.
    guard text.hasPrefix("[") || text.filter({ $0 == ":" }).count == 1 else { return (text, nil) }
    let end = text.hasPrefix("[") ? text.firstIndex(of: "]") : text.firstIndex(of: ":")
    guard let end else { throw Complaint("\(quoted(text)) has no closing bracket") }
    let rest = text[end...].drop { $0 == "]" }
    let place = text[..<end].drop { $0 == "[" }
    guard !rest.isEmpty else { return (String(place), nil) }
    let digits = rest.dropFirst()
    guard rest.hasPrefix(":"), digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let port = UInt16(digits), port > 0
    else { throw Complaint("\(quoted(text)) has a port that is none") }
    return (String(place), port)
  }

  private static func network(_ text: String) throws(Complaint) -> IPNetwork {
    guard let network = IPNetwork(text) else {
      throw Complaint("\(quoted(text)) is no network such as 10.1.0.0/16")
    }
    guard network.prefixLength > 0 else { throw Complaint("\(quoted(text)) would allow everything") }
    guard text.split(separator: "/").first.flatMap({ IPAddress($0) }) == network.base else {
      throw Complaint("\(quoted(text)) has bits beyond its prefix; \(network) is the network")
    }
    return network
  }

  private static func host(_ text: String) throws(Complaint) -> String {
    let name = text.lowercased().hasSuffix(".") ? String(text.lowercased().dropLast()) : text.lowercased()
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isASCIILetterOrDigit || $0 == "-" || $0 == "_" }
    }
    // What ends in a number is an address to some readers: 127.1 and its kin.
    guard isName, labels.last?.contains(where: { $0.isLetter }) == true else {
      throw Complaint("\(quoted(text)) is neither a host, an address nor a network")
    }
    return name
  }
}
