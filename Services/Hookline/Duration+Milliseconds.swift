extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1_000_000_000_000_000
  }

  var wholeMilliseconds: Int { Int(milliseconds.rounded()) }
}
