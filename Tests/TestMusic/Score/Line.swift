/// A pattern as it is written: a character for each step.
///
/// `.` rests and `_` holds. Drums: `X`, `x`, `o` and `-` are struck from hard to hardly, `r` and `t` are rolls of two and
/// three. Tones: `X`, `x` and `o` are the whole chord, digits are its tones from the lowest, `b` is its root an octave
/// lower; a bass has `R` for the root, `5`, `3`, `6`, `7` and `8` for what stands so far above it, and `a` for the
/// half tone below it.
struct Line: Sendable, Equatable {
  struct Event: Sendable, Equatable {
    let step: Int
    var length: Int
    let symbol: Character
  }

  let steps: Int
  let events: [Event]

  init(_ text: String) {
    var events: [Event] = []
    for (step, symbol) in text.enumerated() {
      switch symbol {
      case ".": continue
      case "_": if !events.isEmpty { events[events.count - 1].length += 1 }
      default: events.append(Event(step: step, length: 1, symbol: symbol))
      }
    }
    steps = text.count
    self.events = events
  }

  init(steps: Int, events: [Event]) {
    self.steps = steps
    self.events = events
  }

  static func strength(of symbol: Character) -> Double {
    switch symbol {
    case "X": 1
    case "o": 0.5
    case "-": 0.22
    case "r", "t": 0.6
    default: 0.75
    }
  }
}
