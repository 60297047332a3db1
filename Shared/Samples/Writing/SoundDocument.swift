import Models

/// The platform's `music` object.
struct SoundDocument {
  /// Whether links lead to sound. Creators' own sounds have none then: there is nobody to speak them.
  let hasSound: Bool

  func write(_ track: SampleTrack, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", track.id)
      writer.member("title", track.title)
      writer.member("authorName", track.artist)
      if let album = track.album { writer.member("album", album) }
      writer.member("duration", track.duration)
      writer.member("original", false)
      writer.member("playUrl", hasSound ? track.song.link : Self.address("music", track.id, "mp3"))
      writer.member("coverMedium", Self.address("cover", track.id, "jpeg"))
      writer.member("isCopyrighted", track.appleMusicID != nil)
      writer.member("tt2dsp") { Self.links(of: track, to: &$0) }
    }
  }

  /// A creator's own sound, under the name that it has in their language.
  func write(original number: Int, of creator: SampleCreator, to writer: inout JSONWriter) {
    let id = Snowflake.id(
      .sound(creator: creator.number, number: number), at: SampleWorld.end - (number + 1) * 3_000_000)
    writer.object { writer in
      writer.member("id", id)
      writer.member("title", creator.voice.originalSound.filled("n", creator.handle.name))
      writer.member("authorName", creator.nickname)
      writer.member("duration", 12 + 7 * number)
      // The platform's own flag is wrong now and then.
      writer.member("original", number != 5)
      if !hasSound { writer.member("playUrl", Self.address("music", id, "mp3")) }
      writer.member("tt2dsp") { _ in }
    }
  }

  /// A sound that was taken down has neither id nor title.
  func writeRemoved(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("authorName", "")
      writer.member("duration", 0)
      writer.member("original", false)
    }
  }

  static func address(_ folder: String, _ name: String, _ suffix: String) -> String {
    "https://cdn.example.invalid/\(folder)/\(name).\(suffix)"
  }

  private static func links(of track: SampleTrack, to writer: inout JSONWriter) {
    let links = [(1, track.appleMusicID), (3, track.spotifyID)].compactMap { platform, id in
      id.map { (platform: platform, id: $0) }
    }
    guard !links.isEmpty else { return }
    writer.member("tt_to_dsp_song_infos", links) { writer, link in
      writer.object { writer in
        writer.member("platform", link.platform)
        writer.member("song_id", link.id)
      }
    }
  }
}
