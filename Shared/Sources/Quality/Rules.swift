/// Every rule that some source checks. The rules of a kind of record stand in a file of their own; a new list is a line here.
public enum Rules {
  public static let all: [Rule] = [
    tiktok,
    ytDlp,
    CounterRules.all,
    Research.all,
    Spotify.all,
    moovitaMix,
    movieLens,
    library,
    rights,
  ].flatMap(\.self)
}
