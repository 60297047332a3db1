/// How beats make bars, and how they are divided.
struct Meter: Sendable, Equatable {
  let name: String
  /// In a bar.
  let beats: Int
  /// Steps of the patterns in a beat: three where it is felt in threes.
  let division: Int

  var steps: Int { beats * division }

  static let four = Meter(name: "4/4", beats: 4, division: 4)
  static let shuffle = Meter(name: "4/4", beats: 4, division: 3)
  static let three = Meter(name: "3/4", beats: 3, division: 4)
  static let two = Meter(name: "2/4", beats: 2, division: 4)
  static let sixEight = Meter(name: "6/8", beats: 2, division: 3)
  static let twelveEight = Meter(name: "12/8", beats: 4, division: 3)
}

/// Delays every other note of a pair: 0.5 is even, 0.67 is long and short as two and one.
struct Swing: Sendable, Equatable {
  /// Beats that a pair takes.
  let pair: Double
  let ratio: Double

  static let none = Swing(pair: 1, ratio: 0.5)

  func position(of beat: Double) -> Double {
    guard ratio != 0.5 else { return beat }
    let start = (beat / pair).rounded(.down) * pair
    let place = (beat - start) / pair
    let moved = place < 0.5 ? place * 2 * ratio : ratio + (place - 0.5) * 2 * (1 - ratio)
    return start + moved * pair
  }
}
