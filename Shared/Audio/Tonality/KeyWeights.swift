extension ConditionalLogit {
  /// Of keys: the weights of `KeyTraits`, fitted to 480 pieces of the tuning half of `TestMusic` (seeds 21 and 22),
  /// each keeping to the sign that `KeyTraits.signs` allows it. `FitKey` fits to the same aim, but not with the same
  /// optimiser: what it prints should be near to them.
  public static let keys = ConditionalLogit(weights: [
    0.897, 1.170, 1.002, 1.331, 1.080, 5.380, 3.243, -3.635, 1.517, 0.948, 2.088, 2.749, -3.874, 0.956,
    3.889, 1.992,
  ])
}
