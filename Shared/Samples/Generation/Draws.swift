/// Random numbers that a seed, a purpose and a number repeat (SplitMix64).
///
/// What the standard library makes of a generator may change between its releases, and bytes that depend on it with
/// it; so everything is drawn here, and by arithmetic that every machine does alike.
package struct Draws {
  /// Each thing is drawn from a stream of its own: one more draw for a track changes no creator.
  package enum Purpose: UInt64 {
    case tasteDeck = 1
    case genreDeck, popularity, creator, videoCount, posts, track, names, song, drums, testMusic, sampleSong,
      clip, clipCuts, clipScene, clipSound, photo, reels
  }

  private var state: UInt64

  package init(_ seed: UInt64, _ purpose: Purpose, _ number: Int = 0) {
    state = Self.mixed(Self.mixed(seed) ^ (purpose.rawValue << 48) ^ UInt64(number))
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// From zero to one less than the count, which is at least 1.
  package mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + index(below: range.upperBound - range.lowerBound + 1)
  }

  /// From zero to below one.
  package mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  package mutating func chance(_ percent: Int) -> Bool { index(below: 100) < percent }

  /// One of these, of which there is at least one.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[index(below: elements.count)]
  }

  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }

  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    shuffle(&elements)
    return elements
  }

  /// As many digits, capitals or small letters, as ids of other platforms have them.
  mutating func text(of alphabet: [UInt8], count: Int) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<count { bytes.append(pick(alphabet)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static let digits = Array("0123456789".utf8)
  static let hexadecimal = Array("0123456789abcdef".utf8)
  static let alphanumeric = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
