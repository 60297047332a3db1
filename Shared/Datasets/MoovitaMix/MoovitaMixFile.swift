public import Sources

/// A file with records of MoovitaMix: its name says of which kind, and how they are written.
public struct MoovitaMixFile: Sendable, Equatable {
  public enum Layout: Sendable, Equatable {
    /// `{"items": […]}` or a list.
    case document
    /// A record a line.
    case lines
  }

  public let path: String
  /// What reports call it.
  public var name: String
  public let kind: MoovitaMixKind
  public let layout: Layout
  public let isPacked: Bool

  /// Nil when the name is not that of such a file: `users*`, `tracks*` or `listen_history*` with `.json`, `.jsonl` or
  /// `.ndjson`, and `.gz` behind that where it is packed.
  public init?(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard let kind = MoovitaMixKind.allCases.first(where: { name.hasPrefix($0.path) }) else { return nil }
    isPacked = name.hasSuffix(".gz")
    let bare = isPacked ? name.dropLast(3) : name[...]
    switch bare.split(separator: ".").last {
    case "json": layout = .document
    case "jsonl", "ndjson": layout = .lines
    default: return nil
    }
    self.path = path
    self.name = path
    self.kind = kind
  }
}
