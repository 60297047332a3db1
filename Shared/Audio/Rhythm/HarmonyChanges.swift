/// How much the harmony changes at each moment.
enum HarmonyChanges {
  /// A curve at another rate: the distance of the notes of a third of a second before from those after.
  static func curve(_ chroma: [Float], rate: Double, count: Int, at target: Double) -> [Float] {
    let frames = chroma.count / 12
    let changes = (0..<frames).map { frame -> Float in
      let before = max(0, frame - 2) * 12, after = min(frames - 1, frame + 2) * 12
      var product: Float = 0, one: Float = 0, two: Float = 0
      for note in 0..<12 {
        product += chroma[before + note] * chroma[after + note]
        one += chroma[before + note] * chroma[before + note]
        two += chroma[after + note] * chroma[after + note]
      }
      let norm = (one * two).squareRoot()
      return norm > 0 ? 1 - product / norm : 0
    }
    return (0..<count).map { Float(Periodicity.value(changes, at: Double($0) * rate / target)) }
  }
}
