extension Rules {
  /// Of the files of a folder of music and of what their tags say.
  public static let library: [Rule] = [
    Library.file, Library.name, Library.readable, Library.still, Library.size, Library.sound, Library.depth,
    Library.title, Library.artist, Library.album, Library.isrc, Library.duration,
  ]

  /// By name, for what checks them.
  public enum Library {
    private static let record = "library file"

    public static let file = Rule(
      record, "kind", .form("be a file, no link, folder, pipe, socket or device"), .rejected,
      why: "a link may lead out of the folder, and reading a pipe waits for ever")
    public static let name = Rule(record, "name", .form("be UTF-8"), .rejected)
    public static let readable = Rule(record, "bytes", .form("be readable by the process"), .rejected)
    public static let still = Rule(
      record, "change", .form("not change while it is read"), .rejected,
      why: "it is read again at the next look")
    public static let size = Rule(record, "size", .range(1...4_294_967_296, unit: "bytes"), .rejected)
    public static let sound = Rule(record, "sound", .form("be sound that the decoder can decode"), .rejected)
    public static let depth = Rule(record, "depth", .range(0...16, unit: "folders"), .rejected)
    public static let title = Rule(
      record, "title", .length(500), .shortened, why: "without the tag it is what the file is called")
    public static let artist = Rule(record, "artist", .length(500), .shortened)
    public static let album = Rule(record, "album", .length(500), .shortened)
    public static let isrc = Rule(record, "isrc", .form("be the code of a recording"), .dropped)
    public static let duration = Rule(record, "duration", .range(0.05...86_400, unit: "seconds"), .dropped)
  }
}
