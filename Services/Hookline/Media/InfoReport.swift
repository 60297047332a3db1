import Documents
import MediaWire

/// What a file says of itself, for people and programs.
struct InfoReport {
  let path: String
  let info: MediaInfo

  func show(on console: Console) {
    if console.isJSON { return console.line(json) }
    var table = Table(["", ""])
    table.add(["container", .init(info.container)])
    if let duration = info.duration { table.add(["duration", .init(Self.clock(duration))]) }
    if let rate = info.bitRate { table.add(["bit rate", "\(rate / 1000) kbit/s"]) }
    for stream in info.streams {
      table.add(["stream \(stream.index)", .init(Self.words(stream, isChosen: isChosen(stream)))])
    }
    if info.streamCount > info.streams.count {
      table.add(["", "and \(counted(info.streamCount - info.streams.count, "stream")) more"])
    }
    for tag in info.tags { table.add([.init(tag.name), .init(excerpt(tag.value))]) }
    console.result(printable(path))
    console.result(table)
    console.result("")
  }

  private func isChosen(_ stream: MediaInfo.Stream) -> Bool {
    stream.index == info.sound || stream.index == info.pictures
  }

  private static func words(_ stream: MediaInfo.Stream, isChosen: Bool) -> String {
    let what =
      switch stream.kind {
      case .sound(let rate, let channels): "sound, \(rate) Hz, \(counted(channels, "channel"))"
      case .pictures(let width, let height, let rotation, let rate):
        "pictures, \(width) x \(height)" + (rate.map { ", \(rounded($0)) a second" } ?? "")
          + (rotation == 0 ? "" : ", turned by \(rotation)°")
      case .cover(let width, let height): "cover, \(width) x \(height)"
      case .other(let kind): kind
      }
    return "\(what) (\(stream.codec)\(stream.isDecodable ? "" : ", cannot be decoded"))"
      + (isChosen ? "" : ", not used")
  }

  /// `1:02:03.5`.
  static func clock(_ seconds: Double) -> String {
    let tenths = Int((min(max(seconds, 0), 1e9) * 10).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes, second) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60)
    let start = hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)"
    return "\(start):\(two(second)).\(tenths % 10)"
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  // MARK: For programs

  var json: JSONValue {
    [
      "path": .string(path), "container": .string(info.container),
      "duration": JSONValue(info.duration),
      "bitRate": JSONValue(info.bitRate), "tags": Self.json(info.tags),
      "streams": .array(info.streams.map(Self.json)), "streamCount": .int(info.streamCount),
      "sound": JSONValue(info.sound), "pictures": JSONValue(info.pictures),
    ]
  }

  private static func json(_ stream: MediaInfo.Stream) -> JSONValue {
    let kind: [(String, JSONValue)] =
      switch stream.kind {
      case .sound(let rate, let channels):
        [("kind", "sound"), ("rate", .int(rate)), ("channels", .int(channels))]
      case .pictures(let width, let height, let rotation, let rate):
        [
          ("kind", "pictures"), ("width", .int(width)), ("height", .int(height)),
          ("rotation", .int(rotation)),
          ("frameRate", JSONValue(rate)),
        ]
      case .cover(let width, let height):
        [("kind", "cover"), ("width", .int(width)), ("height", .int(height))]
      case .other(let kind): [("kind", "other"), ("type", .string(kind))]
      }
    return .object(
      [("index", .int(stream.index))] + kind + [
        ("codec", .string(stream.codec)), ("isDecodable", .bool(stream.isDecodable)),
        ("duration", JSONValue(stream.duration)), ("bitRate", JSONValue(stream.bitRate)),
        ("tags", json(stream.tags)),
      ])
  }

  /// A list, because a name may come twice.
  private static func json(_ tags: [MediaInfo.Tag]) -> JSONValue {
    .array(tags.map { ["name": .string($0.name), "value": .string($0.value)] })
  }
}
