/// An instrument of one of the three kinds.
enum Instrument: Sendable {
  case counter(Counter)
  case gauge(Gauge)
  case histogram(Histogram)
}

/// What all series of one name have in common, and the series.
struct Family: Sendable {
  enum Kind: Sendable, Equatable {
    case counter, gauge
    case histogram(bounds: [Double])

    var name: String {
      switch self {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    }

    func make() -> Instrument {
      switch self {
      case .counter: .counter(Counter())
      case .gauge: .gauge(Gauge())
      case .histogram(let bounds): .histogram(Histogram(bounds: bounds))
      }
    }
  }

  static let overflow = LabelSet(["overflow": "true"])

  let kind: Kind
  let help: String
  private(set) var series: [LabelSet: Instrument] = [:]

  init(kind: Kind, help: String) {
    self.kind = kind
    self.help = help
  }

  /// The instrument for these labels. Past `limit` series, new labels share the overflow series.
  mutating func instrument(_ labels: LabelSet, limit: Int) -> Instrument {
    if let instrument = series[labels] { return instrument }
    let labels = series.count < limit ? labels : Self.overflow
    if let instrument = series[labels] { return instrument }
    let instrument = kind.make()
    series[labels] = instrument
    return instrument
  }
}

/// Labels as they are written in an exposition: sorted by name, values escaped.
struct LabelSet: Sendable, Hashable {
  let text: String

  init(_ labels: [String: String]) {
    text = labels.sorted { $0.key < $1.key }
      .map { name, value in
        precondition(Self.isValidName(name), "\(name) cannot be the name of a label")
        return "\(name)=\"\(Exposition.escaped(value, quotes: true))\""
      }
      .joined(separator: ",")
  }

  /// `le` belongs to histograms, names that begin with two underscores belong to Prometheus.
  private static func isValidName(_ name: String) -> Bool {
    name.isIdentifier(extra: "") && name != "le" && !name.hasPrefix("__")
  }
}

extension String {
  /// Whether this is a letter, an underscore or one of `extra`, followed by more of these and digits, all ASCII.
  func isIdentifier(extra: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let others = Array(("_" + extra).utf8)
    guard let first = utf8.first, !digits.contains(first) else { return false }
    return utf8.allSatisfy { byte in
      letters.contains(byte | 0x20) || digits.contains(byte) || others.contains(byte)
    }
  }
}
