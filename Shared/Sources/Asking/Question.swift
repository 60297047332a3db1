import HTTP

/// A request to an API, and how its answers are to be taken.
struct Question: Sendable {
  /// Told what must not show in what it says.
  typealias Judge = @Sendable (ClientResponse, _ hidden: [String]) -> Trouble?

  var request: ClientRequest
  /// Which answers are read, those of 404 included; the others are failures, but for a 404, which is nothing.
  var isAnswer: @Sendable (ClientResponse) -> Bool = { $0.status.rawValue < 300 }
  /// What must not show in messages, beside the credentials in the request itself.
  var secrets: [String] = []
  /// What an answer says of itself, before its status is looked at; nil when it says nothing.
  var judge: Judge = { _, _ in nil }

  init(_ request: ClientRequest) { self.request = request }

  /// Everything that must not show, in all spellings in which it is sent.
  var hidden: [String] {
    var hidden = secrets + secrets.map(\.percentEncoded)
    if let credentials = request.credentials {
      hidden += [credentials.password, credentials.password.percentEncoded]
      hidden.append(Base64.encoded("\(credentials.user):\(credentials.password)"))
    }
    if let authorization = request.headers["Authorization"] {
      hidden += authorization.split(separator: " ").dropFirst().map(String.init)
    }
    return hidden.filter { !$0.isEmpty }
  }
}

extension String {
  /// Without any of these.
  func concealing(_ secrets: [String]) -> String {
    // The longest first: one may be a part of another.
    secrets.sorted { $0.utf8.count > $1.utf8.count }.reduce(self) { $0.replacing($1, with: "***") }
  }

  /// As it stands in queries and forms.
  var percentEncoded: String {
    var encoded: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.append(byte)
      default: encoded += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}

extension ClientRequest {
  /// A POST of a form.
  static func form(_ url: String, _ fields: [(String, String)]) -> ClientRequest {
    let body = fields.map { "\($0.percentEncoded)=\($1.percentEncoded)" }.joined(separator: "&")
    return ClientRequest(
      .post, url, headers: ["Content-Type": "application/x-www-form-urlencoded"], body: Array(body.utf8))
  }

  /// A GET with a query.
  static func get(_ url: String, query: [(String, String)]) -> ClientRequest {
    let text = query.map { "\($0.percentEncoded)=\($1.percentEncoded)" }.joined(separator: "&")
    return ClientRequest(.get, text.isEmpty ? url : "\(url)?\(text)")
  }
}

/// The usual alphabet of RFC 4648, with padding, as Basic authentication writes it.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ text: String) -> String {
    var characters: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        let index = Int(bits >> (18 - 6 * UInt32(place)) & 63)
        characters.append(place <= group.count ? alphabet[index] : UInt8(ascii: "="))
      }
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
