/// Videos that are made to be analysed, with the truth about them. Everything comes from seeds.
public enum TestVideo {
  /// Every kind of clip in turn, each time in another way and at another frame rate.
  public static func clips(_ split: Clip.Split, count: Int, seed: UInt64) -> [Clip] {
    (0..<count).map { number in
      var planner = Planner(
        Clip.Kind.allCases[number % Clip.Kind.allCases.count], split, number: number, seed: seed)
      return planner.clip()
    }
  }
}
