public import Models

extension Genre {
  /// The middle of the tempos that its tracks have, in beats per minute; single ones are far from it.
  public var usualBeats: Double {
    switch self {
    case .pop: 116
    case .hipHop: 92
    case .rhythmAndBlues: 84
    case .electronic: 126
    case .rock: 122
    case .metal: 140
    case .punk: 168
    case .indie: 118
    case .folk: 102
    case .country: 110
    case .jazz: 116
    case .blues: 90
    case .classical: 94
    case .latin: 96
    case .reggae: 76
    case .afrobeats: 106
    case .funk: 108
    case .kPop: 122
    case .loFi: 78
    case .soundtrack: 88
    }
  }
}
