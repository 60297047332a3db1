import Glibc
import Models
import Recommending

/// What a creator's videos have in common.
struct TasteReport {
  let taste: Taste

  /// How many labels of a kind are shown to people.
  private static let limit = 4

  var table: Table {
    var table = Table(["", "", "", "SURE"], numeric: [3])
    add("genre", taste.genre, to: &table) { $0.title }
    add("mood", taste.mood, to: &table) { $0.rawValue }
    if let tempo = taste.tempo {
      let centre = tempo.value.centre.beatsPerMinute
      let spread = centre * (exp2(tempo.value.spread) - 1)
      table.add([
        "tempo", .init("\(Words.whole(centre)) BPM"), .init("± \(Words.whole(spread))"),
        .init(Words.percent(tempo.confidence)),
      ])
    }
    if let energy = taste.energy {
      table.add([
        "energy", .init(Self.name(ofEnergy: energy.value.centre)), .init(Self.bar(energy.value.centre)),
        .init(Words.percent(energy.confidence)),
      ])
    }
    return table
  }

  private func add<Label>(
    _ name: String, _ leaning: Leaning<Distribution<Label>>?, to table: inout Table, title: (Label) -> String
  ) {
    guard let leaning else { return }
    for (place, part) in leaning.value.ranked.prefix(Self.limit).enumerated() {
      table.add([
        .init(place == 0 ? name : ""), .init(title(part.label)),
        .init("\(Self.bar(part.weight)) \(Words.percent(part.weight))"),
        .init(place == 0 ? Words.percent(leaning.confidence) : ""),
      ])
    }
  }

  static func name(ofEnergy energy: Double) -> String {
    switch energy {
    case ..<0.25: "still"
    case ..<0.5: "quiet"
    case ..<0.75: "lively"
    default: "wild"
    }
  }

  static func bar(_ share: Double) -> String {
    let filled = share.isFinite ? Int((min(max(share, 0), 1) * 20).rounded()) : 0
    return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled) + "]"
  }
}
