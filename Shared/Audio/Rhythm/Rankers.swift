/// Weights that were fitted to made music with known beats: see `ConditionalLogit.fitted`.
extension ConditionalLogit {
  /// Of tempi: the weights of `TempoTraits`.
  public static let tempo = ConditionalLogit(weights: [
    -0.009, -1.716, -0.066, -0.658, 1.271, 0.293, 1.417, 1.108, 0.863, 0.279, -0.938, -0.144, -0.540, 0.751,
    1.864, -0.123, 2.177, 0.018, -0.395, 0.636, 0.017, 1.111, 0.259, 0.611, 0.156, -0.614, 0.736, 0.565,
    1.273,
    0.077, 0.524, 1.655, 0.731, -0.554, -0.597, -2.569, -1.864, -0.754, -0.260, 0.056, 0.033, -0.587, 1.407,
    1.805,
  ])

  /// Of phases: the weights of `BeatPhase`.
  public static let phase = ConditionalLogit(weights: [
    0.175, 0.558, -0.389, 0.345, 2.187, 0.152, -0.120, 0.007, -0.573, 0.219, 0.283, 2.122,
  ])
}
