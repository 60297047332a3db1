/// What went wrong with a request, as RFC 9457 tells it.
public struct Problem: Sendable, Equatable {
  public let status: Status
  /// Names the kind of problem for programs and does not change; a problem without one is its status.
  public let type: String?
  /// For people, about this very occurrence. Never the text of an error from inside.
  public let detail: String?

  public init(_ status: Status, type: String? = nil, detail: String? = nil) {
    self.status = status
    self.type = type
    self.detail = detail
  }

  public var response: Response {
    var members = ["\"type\":\(JSON.quoted(type ?? "about:blank"))"]
    members.append("\"title\":\(JSON.quoted(status.title))")
    members.append("\"status\":\(status.rawValue)")
    if let detail { members.append("\"detail\":\(JSON.quoted(detail))") }
    let text = "{" + members.joined(separator: ",") + "}"
    return Response(status, headers: ["Content-Type": "application/problem+json"], body: Array(text.utf8))
  }
}

/// The little of JSON that this module writes itself, to go without Foundation.
enum JSON {
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
