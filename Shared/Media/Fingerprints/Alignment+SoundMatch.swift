public import Models

extension Alignment {
  /// What it says of two tracks: of that whose fingerprint was the query, and of that which has the reference.
  public func soundMatch(of query: Fingerprint, with reference: Fingerprint) -> SoundMatch {
    let verdict: SoundMatch.Verdict =
      switch self.verdict {
      case .same: .same
      case .unrelated: .unrelated
      case .tooShort: .tooShort
      }
    return SoundMatch(
      verdict, speed: speed, overlap: overlap, firstDuration: query.duration,
      secondDuration: reference.duration, offset: offset, errorRate: errorRate, confidence: confidence)
  }
}
