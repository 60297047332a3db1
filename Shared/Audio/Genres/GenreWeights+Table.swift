extension GenreWeights {
  public static let fitted = GenreWeights(means: [], spreads: [], rows: [], least: 2)
}
