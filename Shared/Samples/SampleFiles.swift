import Models

extension SampleWorld {
  /// A file of the world, under its path in the world's folder.
  public struct File: Sendable {
    public let path: String
    public let bytes: [UInt8]
  }

  public static let profileFolder = "profiles"

  /// Every file, each made when its turn comes. The list of handles is the last one: a folder without it is incomplete.
  public var files: some Sequence<File> {
    // The tracks, each creator, the handles.
    (-1...creators.count).lazy.map(file)
  }

  private func file(_ number: Int) -> File {
    if number < 0 { return File(path: "tracks.json", bytes: trackList) }
    guard number < creators.count else { return File(path: "handles.txt", bytes: handleList) }
    let creator = creators[number]
    return File(
      path: "\(Self.profileFolder)/\(creator.handle.name).json",
      bytes: ProfileDocument(world: self, creator: creator).bytes)
  }

  /// All tracks, with how many videos use them.
  private var trackList: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("musicList", tracks) { writer, track in
        writer.breakLine()
        writer.object { writer in
          writer.name("music")
          SoundDocument(hasSound: hasSound).write(track, to: &writer)
          writer.member("stats") { $0.member("videoCount", track.uses) }
        }
      }
    }
    return writer.finished()
  }

  private var handleList: [UInt8] {
    creators.reduce(into: []) { bytes, creator in bytes += Array("\(creator.handle.name)\n".utf8) }
  }
}
