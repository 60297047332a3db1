import Glibc
import Lifecycle
import Media
import Models
import Samples
import TestKit
import Testing

@testable import Sources

private let hasFFmpeg = ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + "ffmpeg", X_OK) == 0 }

/// With the real decoder and files that are made here.
@Suite(.enabled(if: hasFFmpeg, "needs ffmpeg"), .timeLimit(.minutes(3))) struct LibrarySoundTests {
  @Test func `every kind of file is read by its tags and heard`() async throws {
    let folder = try Folder()
    let song = try Self.song(1, folder)
    let tags = ["title=The Title", "artist=The Artist", "album=The Album", "ISRC=us-s1z-99-00001"]
    for ending in ["flac", "mp3", "m4a", "ogg", "opus", "aiff"] {
      let extra = ending == "mp3" ? ["TSRC=US-S1Z-99-00001"] : []
      // Of AIFF ffmpeg writes tags only as ID3, and only when asked.
      let options =
        ending == "aiff" ? ["-write_id3v2", "1"] : ending == "m4a" ? ["-movflags", "use_metadata_tags"] : []
      try await Self.ffmpeg(
        ["-i", song] + (tags + extra).flatMap { ["-metadata", $0] } + options + [
          "\(folder.path)/file.\(ending)"
        ])
    }
    let shelf = MemoryShelf()

    let look = try await Self.look(folder, shelf)

    #expect(look.rejections.isEmpty && look.fingerprints == 7)
    for ending in ["flac", "mp3", "m4a", "ogg", "opus", "aiff"] {
      let track = try #require(shelf.records["file.\(ending)"]?.track)
      #expect(
        track.title == "The Title" && track.artist == "The Artist" && track.album == "The Album", "\(ending)")
      #expect(abs((track.duration ?? 0) - 12) < 2, "\(ending)")
      if ending != "aiff" { #expect(track.links == [SourceKey(.isrc, "USS1Z9900001")], "\(ending)") }
    }
    #expect(shelf.records["Somebody - Song 1.wav"]?.track?.artist == "Somebody")
  }

  @Test func `the same song in two forms has fingerprints that fit, another song's do not`() async throws {
    let folder = try Folder()
    let song = try Self.song(1, folder)
    _ = try Self.song(2, folder)
    try await Self.ffmpeg(["-i", song, "-b:a", "96k", "\(folder.path)/copy.mp3"])
    let shelf = MemoryShelf()

    _ = try await Self.look(folder, shelf)

    let prints = Dictionary(shelf.news.map { ($0.record.path, $0.fingerprint) }) { $1 }
    let first = try #require(prints["Somebody - Song 1.wav"] ?? nil)
    let second = try #require(prints["Somebody - Song 2.wav"] ?? nil)
    let copy = try #require(prints["copy.mp3"] ?? nil)
    #expect(Alignment(of: copy, with: first).verdict == .same)
    #expect(Alignment(of: copy, with: second).verdict != .same)
  }

  @Test func `what is no sound is told with its rule, and a moved file is not heard again`() async throws {
    let folder = try Folder(["junk.mp3": "junk", "text.wav": "RIFF????WAVEfmt "])
    let song = try Self.song(3, folder)
    let shelf = MemoryShelf()
    let decoder = Decoder(Self.settings, logger: .silent)
    let library = LibraryFolder(folder.path, decoder: decoder, shelf: shelf)

    let first = try await library.look()
    rename(song, folder.path + "/renamed.wav")
    let second = try await library.look()
    await decoder.close()

    #expect(first.rejectedByRule == [Rules.Library.sound.id: 2] && first.fingerprints == 1)
    #expect((second.moved, second.gone, second.fingerprints) == (1, 1, 0))
    #expect(shelf.records["renamed.wav"]?.track?.title == "Song 3", "it is the track that it was")
  }

  @Test func `files that only their names spoke for are heard once there is a decoder`() async throws {
    let folder = try Folder()
    _ = try Self.song(4, folder)
    let shelf = MemoryShelf()
    _ = try await LibraryFolder(folder.path, decoder: nil, shelf: shelf).look()

    let look = try await Self.look(folder, shelf)

    #expect((look.changed, look.fingerprints, look.unchanged) == (1, 1, 0))
  }

  @Test func `a file that took too long is heard at the next look`() async throws {
    let folder = try Folder()
    _ = try Self.song(5, folder)
    let shelf = MemoryShelf()
    var settings = Self.settings
    settings.timeout = .milliseconds(1)
    let hasty = Decoder(settings, logger: .silent)

    let first = try await LibraryFolder(folder.path, decoder: hasty, shelf: shelf).look()
    await hasty.close()
    let second = try await Self.look(folder, shelf)

    #expect(first.rejectedByRule == [Rules.Library.sound.id: 1])
    #expect((second.rejections.count, second.unchanged, second.fingerprints) == (0, 0, 1))
  }

  @Test
  func `one that takes too long is not heard at every look, and one that comes back is not heard again`()
    async throws
  {
    let folder = try Folder()
    let song = try Self.song(6, folder)
    var settings = Self.settings
    settings.timeout = .milliseconds(1)
    let (hasty, time) = (Decoder(settings, logger: .silent), TestTime())
    let slow = LibraryFolder(folder.path, decoder: hasty, clock: time.timing.clock)
    var requests: [Int] = []
    for wait in [0, 10, 60, 60, 60] {
      time.pass(.seconds(wait))
      _ = try await slow.look()
      requests.append(slow.meter.take().requests)
    }
    await hasty.close()
    #expect(requests == [1, 0, 1, 0, 1])

    let shelf = MemoryShelf()
    _ = try await Self.look(folder, shelf)
    let decoder = Decoder(Self.settings, logger: .silent)
    let library = LibraryFolder(folder.path, decoder: decoder, shelf: shelf)
    rename(song, folder.path + "/away.bak")
    let without = try await library.look(believed: true)
    // Copied, so that nothing of it is the same but what is in it.
    let copy = try await ChildProcess("cp", [folder.path + "/away.bak", song]).run()
    let back = try await library.look()
    await decoder.close()

    #expect(copy.isSuccess && without.gone == 1)
    #expect((back.returned, back.fingerprints, back.added) == (1, 0, 0))
  }

  private static var settings: DecoderSettings {
    DecoderSettings(program: CheckoutFiles.program("hookline-media-decoder"))
  }

  private static func look(_ folder: Folder, _ shelf: MemoryShelf) async throws -> LibraryLook {
    let decoder = Decoder(settings, logger: .silent)
    do {
      let look = try await LibraryFolder(folder.path, decoder: decoder, shelf: shelf).look()
      await decoder.close()
      return look
    } catch {
      await decoder.close()
      throw error
    }
  }

  /// Twelve seconds of a song.
  private static func song(_ seed: UInt64, _ folder: Folder) throws -> String {
    let plan = SongPlan(SongBrief(seed: seed, duration: 12))
    let whole = plan.sound(rate: 11_025, channels: 1)
    let part = SongSound(rate: whole.rate, channels: [Array(whole.channels[0].prefix(12 * whole.rate))])
    let path = "\(folder.path)/Somebody - Song \(seed).wav"
    let bytes = part.waveFile()
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    defer { close(file) }
    guard write(file, bytes, bytes.count) == bytes.count else { throw Folder.Failure(what: path) }
    return path
  }

  private static func ffmpeg(_ arguments: [String]) async throws {
    let result = try await ChildProcess("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments).run()
    guard result.isSuccess else { throw ChildProcessError(program: "ffmpeg", reason: result.errorText) }
  }
}
