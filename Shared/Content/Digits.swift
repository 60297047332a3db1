/// Numbers for people, who need few digits.
enum Digits {
  static func text(_ value: Double, _ count: Int) -> String {
    // What no whole number holds is shown as it is.
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scale = (0..<count).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = (value * scale).rounded() / scale
    return count == 0 ? "\(Int(rounded))" : "\(rounded == 0 ? 0 : rounded)"
  }
}
