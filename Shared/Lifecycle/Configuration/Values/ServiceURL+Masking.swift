extension ServiceURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  static let mask = "***"
  /// Parameters of libpq that hold a secret.
  private static let secretParameters = ["password", "sslpassword"]

  /// The URL with every password replaced.
  public var description: String {
    var masked = text
    if password != nil, let at = masked.firstIndex(of: "@") {
      let start = masked.index(masked.startIndex, offsetBy: scheme.count + 3)
      if let colon = masked[start..<at].firstIndex(of: ":") {
        masked.replaceSubrange(masked.index(after: colon)..<at, with: Self.mask)
      }
    }
    guard let query, let question = masked.firstIndex(of: "?") else { return masked }
    return masked[...question] + Self.masked(query: query)
  }

  public var debugDescription: String { description }

  /// Keeps `dump` and failed expectations from listing the properties.
  public var customMirror: Mirror { Mirror(self, children: ["url": description]) }

  private static func masked(query: String) -> String {
    let parameters = query.split(separator: "&", omittingEmptySubsequences: false).map { parameter in
      let name = parameter.prefix { $0 != "=" }
      let plain = PercentEncoding.decode(name) ?? "password"
      return secretParameters.contains(plain.lowercased()) ? "\(name)=\(mask)" : String(parameter)
    }
    return parameters.joined(separator: "&")
  }
}
