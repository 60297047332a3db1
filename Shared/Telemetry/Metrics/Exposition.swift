/// Prometheus' text format, version 0.0.4.
public enum Exposition {
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  static func text(_ families: [String: Family]) -> String {
    var text = ""
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      text += "# HELP \(name) \(escaped(family.help, quotes: false))\n"
      text += "# TYPE \(name) \(family.kind.name)\n"
      for (labels, instrument) in family.series.sorted(by: { $0.key.text < $1.key.text }) {
        append(instrument, name, labels.text, to: &text)
      }
    }
    return text
  }

  private static func append(
    _ instrument: Instrument, _ name: String, _ labels: String, to text: inout String
  ) {
    switch instrument {
    case .counter(let counter): append(name, labels, number(counter.value), to: &text)
    case .gauge(let gauge): append(name, labels, number(gauge.value), to: &text)
    case .histogram(let histogram): append(histogram, name, labels, to: &text)
    }
  }

  private static func append(
    _ histogram: Histogram, _ name: String, _ labels: String, to text: inout String
  ) {
    let snapshot = histogram.snapshot
    let prefix = labels.isEmpty ? "" : labels + ","
    for (bound, count) in zip(histogram.bounds, snapshot.cumulativeCounts) {
      append(name + "_bucket", "\(prefix)le=\"\(number(bound))\"", String(count), to: &text)
    }
    append(name + "_bucket", prefix + "le=\"+Inf\"", String(snapshot.count), to: &text)
    append(name + "_sum", labels, number(snapshot.sum), to: &text)
    append(name + "_count", labels, String(snapshot.count), to: &text)
  }

  private static func append(_ name: String, _ labels: String, _ value: String, to text: inout String) {
    text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  /// Whole numbers without a fraction, as people read them.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return Int64(exactly: value).map(String.init) ?? String(value)
  }

  /// Help texts escape backslash and line feed, label values the double quote too.
  static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
