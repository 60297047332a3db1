extension Dataset {
  /// Those that are brought in, shown and looked after. A new one is a line here.
  public static let all: [Dataset] = [.moovitaMix, .movieLens]
}
