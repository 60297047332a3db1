import Documents
import Models
import Recommending

/// On what a list rests, for people and programs.
struct BasisReport {
  let basis: ListBasis

  /// Of reasons that no program of this version knows as well: they come last.
  private var leftOut: [(reason: String, count: Int)] {
    let known = LeftOut.allCases.map(\.rawValue)
    let strange = basis.leftOut.keys.filter { !known.contains($0) }.sorted()
    return (known + strange).compactMap { reason in basis.leftOut[reason].map { (reason, $0) } }
  }

  var lines: [String] {
    var lines = [basis.creator.sentence]
    if !leftOut.isEmpty {
      lines.append(
        "left out: " + leftOut.map { "\(grouped($0.count)) \(words($0.reason))" }.joined(separator: ", "))
    }
    if basis.flagged > 0 {
      lines.append("\(counted(basis.flagged, "track")) of the list: nothing is known of the rights")
    }
    return lines
  }

  private func words(_ reason: String) -> String {
    switch LeftOut(rawValue: reason) {
    case .unnamed: "without a name"
    case .used: "used before"
    case .genre: "of another genre"
    case .mood: "of another mood"
    case .tempo: "of another tempo"
    case .length: "too short"
    case .language: "of other languages"
    case .forbidden: "forbidden"
    case .unknownRights: "of unknown rights"
    case .otherUse: "allowed for other uses only"
    case .otherTerritory: "allowed elsewhere only"
    case .expired: "allowed until earlier"
    case .notYet: "allowed later"
    case .otherSource: "allowed by other contracts"
    case nil: excerpt(reason, limit: 40)
    }
  }

  // MARK: For programs

  var ladder: JSONValue {
    let creator = basis.creator
    return [
      "rung": .string(creator.rung.rawValue), "words": .string(creator.sentence),
      "known": [
        "place": .bool(creator.known.hasPlace), "profile": .bool(creator.known.hasProfile),
        "videos": .int(creator.known.videos), "uses": .int(creator.known.uses),
        "similar": .int(creator.known.similar),
      ],
      "shares": Self.shares(creator.shares, CreatorSource.allCases.map(\.rawValue)),
      "unheard": .array(creator.unheard.map { .string($0.rawValue) }),
    ]
  }

  /// Every reason, also those that nothing was left out for.
  var counts: JSONValue {
    let known = LeftOut.allCases.map { ($0.rawValue, JSONValue.int(basis.leftOut[$0.rawValue] ?? 0)) }
    return .object(
      known + leftOut.filter { LeftOut(rawValue: $0.reason) == nil }.map { ($0.reason, .int($0.count)) })
  }

  /// Of the track in this place of the list.
  func rung(_ place: Int) -> [(String, JSONValue)] {
    guard basis.tracks.indices.contains(place) else { return [("rung", .null), ("shares", .null)] }
    let track = basis.tracks[place]
    return [
      ("rung", .string(track.rung.rawValue)),
      ("shares", Self.shares(track.shares, TrackSource.allCases.map(\.rawValue))),
    ]
  }

  private static func shares(_ shares: [String: Double], _ names: [String]) -> JSONValue {
    .object(names.compactMap { name in shares[name].map { (name, .double($0)) } })
  }
}
