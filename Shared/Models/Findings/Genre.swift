/// The families of music that everything is sorted into. Written as on the wire.
public enum Genre: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case pop
  case hipHop = "hip-hop"
  case rhythmAndBlues = "r-and-b"
  case electronic, rock, metal, punk, indie, folk, country, jazz, blues, classical, latin, reggae, afrobeats,
    funk
  case kPop = "k-pop"
  case loFi = "lo-fi"
  case soundtrack

  /// As people write it.
  public var title: String {
    switch self {
    case .hipHop: "hip-hop"
    case .rhythmAndBlues: "R&B"
    case .kPop: "K-pop"
    case .loFi: "lo-fi"
    default: rawValue
    }
  }
}
