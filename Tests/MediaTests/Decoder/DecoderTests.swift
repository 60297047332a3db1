import Glibc
import Lifecycle
import Media
import MediaWire
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct DecoderTests {
  @Test func `what a decoder makes of a file arrives as it was made`() async throws {
    let stage = try Stage()
    let file = try stage.file(
      "about", "sound 3", "picture 2 2", "print 0.5", "print 1", "peaks 2", "thumbnail", "sound 2", "end")

    let decoded = try await stage.perform { try await $0.decode(file, .everything, into: Keeping()) }

    let prints = [0.5, 1].map { Print(speed: $0, duration: 1, itemDuration: 0.1238, items: [1, 2]) }
    let pixels = (0..<12).map { UInt8($0) }
    let peak = Peak(low: -128, high: 127)
    #expect(
      decoded.consumer.replies == [
        .about(decoded.info), .sound(SoundPart(time: 0, samples: [0, 1, 2])),
        .picture(Picture(time: 0.5, isKeyFrame: true, width: 2, height: 2, pixels: pixels)),
        .print(prints[0]), .print(prints[1]), .peaks([peak, peak]), .thumbnail([0xFF, 0xD8, 0xFF, 0xE0]),
        .sound(SoundPart(time: 0, samples: [3, 4])),
      ])
    #expect(decoded.info.container == "script" && decoded.ending == MediaWire.Ending(.whole))
  }

  @Test func `an order for nothing tells about the file`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "end")

    let info = try await stage.perform { try await $0.info(of: file) }

    #expect(info.container == "script")
  }

  @Test func `one child carries out one order after the other`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "end")

    let children = try await stage.perform { decoder in
      var children: [Int32] = []
      for _ in 0..<3 {
        _ = try await decoder.info(of: file)
        children += stage.children
      }
      return children
    }

    #expect(children.count == 3 && Set(children).count == 1)
    #expect(stage.children.isEmpty)
  }

  @Test func `megabytes arrive whole and in order`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "repeat 200 sound 10007", "end")

    let sound = try await stage.perform { decoder in
      try await decoder.decode(file, .everything, into: SoundCollector()).consumer
    }

    #expect(sound.samples == (0..<2_001_400).map { Float($0 % 65_536) })
    #expect(sound.start == 0 && !sound.isCut)
  }

  @Test func `a child waits for a slow consumer, and that is not held against it`() async throws {
    let stage = try Stage()
    // More than a pipe holds.
    let file = try stage.file("about", "repeat 4 sound 300000", "end")

    let decoded = try await stage.perform({ $0.stallTimeout = .seconds(2) }) { decoder in
      try await decoder.decode(file, .everything, into: Dawdling(milliseconds: 2200))
    }

    #expect(decoded.ending.wholeness == .whole)
  }

  @Test func `fingerprints come in the order of the speeds`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "print 1", "print 0.5", "end")

    let prints = try await stage.perform { try await $0.prints(of: file, speeds: [0.5, 1]) }

    #expect(prints.map(\.speed) == [0.5, 1])
  }

  @Test func `collectors keep no more than they may`() {
    var sound = SoundCollector(limit: 3)
    var pictures = PictureCollector(byteLimit: 5)
    let picture = Picture(time: 0, isKeyFrame: true, width: 2, height: 2, pixels: [1, 2, 3, 4])

    for _ in 0..<2 {
      sound.take(.sound(SoundPart(time: 1, samples: [1, 2])))
      pictures.take(.picture(picture))
    }

    #expect(sound.samples == [1, 2, 1] && sound.isCut)
    #expect(pictures.pictures == [picture] && pictures.isCut)
  }

  @Test func `an order that cannot be carried out reaches no child`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "end")

    let error = await #expect(throws: MediaError.self) {
      try await stage.perform { try await $0.decode(file, DecodeOrder(start: -1), into: Keeping()) }
    }

    #expect(error?.code == .badOrder && error?.isRetriable == false)
  }

  @Test func `a child that died while nobody asked it anything costs no order`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "end")

    try await stage.perform { decoder in
      _ = try await decoder.info(of: file)
      let first = try #require(stage.children.first)
      kill(first, SIGKILL)
      #expect(await eventually(within: .seconds(30)) { stage.hasEnded(first) })

      _ = try await decoder.info(of: file)

      #expect(stage.children.count == 1 && stage.children.first != first)
    }
  }

  @Test func `children of a decoder that is dropped are gone`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "end")

    _ = try await Decoder(DecoderSettings(program: stage.program), logger: .silent).info(of: file)

    #expect(await eventually(within: .seconds(30)) { stage.children.isEmpty })
  }

  @Test func `a decoder is found by what the environment names`() {
    let named = DecoderSettings.installedProgram(environment: ["HOOKLINE_MEDIA_DECODER": "/opt/d"])

    #expect(named == "/opt/d")
  }
}
