import Documents
import Samples

extension Commands {
  private static let creators = Option(
    "creators", value: "N", help: "how many creators (default 40)")
  private static let videos = Option(
    "videos", value: "N", help: "how many videos, of all of them together (default 30 of each)")
  private static let tracks = Option("tracks", value: "N", help: "how many tracks (default 400)")
  private static let seed = Option(
    "seed", value: "N", help: "another number makes another world (default \(SampleWorld.defaultSeed))")
  private static let sound = Option(
    "sound", help: "with links to songs, which music analysis makes when it wants to listen")
  private static let media = Option(
    "media", help: "the same, and links to films and photos, which workers make to look at them")
  private static let force = Option(
    "force", help: "write into a folder that is not empty; files of the same names are replaced")

  static let samples = Command(
    name: "samples",
    summary: "writes a made-up TikTok to a folder, with tastes that are known",
    examples: [
      .init(line: "samples /tmp/world", meaning: "40 creators, 1,200 videos, 400 tracks"),
      .init(line: "samples /tmp/world --creators 10000", meaning: "300,000 videos, 500 MB"),
      .init(line: "samples compose/demo-data --media --force", meaning: "write the bundled world again"),
    ],
    operands: .init(usage: "DIR", count: 1...1),
    options: [creators, videos, tracks, seed, sound, media, force],
    notes: [
      "DIR/profiles has a file for each creator in the shape of TikTok's web API, DIR/tracks.json",
      "all tracks, DIR/handles.txt a handle a line, written last. The same numbers make the same",
      "bytes. Of 40 creators 30 like one genre, 6 two or three, and of 4 there is nothing to know.",
    ]
  ) { invocation, context in
    let world = try world(invocation)
    let folder = try SampleFolder(invocation.operands[0], mayHoldFiles: invocation.has(force))
    var byteCount = 0
    for file in world.files {
      try folder.write(file)
      byteCount += file.bytes.count
    }
    report(world, path: folder.path, byteCount: byteCount, context.console)
    return .done
  }

  private static func world(_ invocation: Invocation) throws(Misuse) -> SampleWorld {
    let creators = try invocation.number(creators, in: 1...SampleWorld.creatorLimit) ?? 40
    let most = creators * SampleWorld.videoLimit
    let videos = try invocation.number(videos, in: 0...most) ?? creators * 30
    let tracks = try invocation.number(tracks, in: 1...SampleWorld.trackLimit) ?? 400
    let seed = try invocation.number(seed, in: 0...Int.max).map(UInt64.init) ?? SampleWorld.defaultSeed
    return SampleWorld(
      seed: seed, creators: creators, videos: videos, tracks: tracks,
      hasSound: invocation.has(sound) || invocation.has(media), hasPictures: invocation.has(media))
  }

  private static func report(_ world: SampleWorld, path: String, byteCount: Int, _ console: Console) {
    let (creators, videos, tracks) = (world.creators.count, world.videoCount, world.tracks.count)
    if console.isJSON {
      return console.result([
        "folder": .string(path), "seed": .string("\(world.seed)"), "creators": .int(creators),
        "videos": .int(videos), "tracks": .int(tracks), "bytes": .int(byteCount),
      ])
    }
    let counts = [(creators, "creator"), (videos, "video"), (tracks, "track")].map { counted($0, $1) }
    console.result("wrote \(counts.joined(separator: ", ")) to \(printable(path)) (\(byteCount) bytes)")
  }
}
