/// Counts as the platform writes them: rounded as they are shown, and exactly as text.
struct Counters {
  let counts: [(name: StaticString, value: Int)]

  init(_ counts: [(name: StaticString, value: Int)]) { self.counts = counts }

  /// From ten thousand on to one decimal of a thousand, a million or a billion.
  static func rounded(_ count: Int) -> Int {
    let unit =
      switch count {
      case ..<10_000: 1
      case ..<1_000_000: 100
      case ..<1_000_000_000: 100_000
      default: 100_000_000
      }
    return (count + unit / 2) / unit * unit
  }

  /// What is left of a count in 32 bits: not the count, from 2^31 on.
  static func overflowed(_ count: Int) -> Int { Int(Int32(truncatingIfNeeded: count)) }

  /// Those beyond 32 bits are exact and wrong, as the platform's are.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for (name, value) in counts {
        let isLost = value > Int(Int32.max)
        writer.member(name, isLost ? Self.overflowed(value) : Self.rounded(value))
      }
    }
  }

  func writeExactly(to writer: inout JSONWriter) {
    writer.object { writer in for (name, value) in counts { writer.member(name, String(value)) } }
  }
}
