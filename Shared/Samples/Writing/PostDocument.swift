import Models

/// One element of the platform's `itemList`.
struct PostDocument {
  let world: SampleWorld
  let creator: SampleCreator
  let counters: Counters
  let media: [String: SampleMedium]

  func write(_ video: SampleVideo, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", video.id)
      writer.member("desc", video.caption)
      writer.member("createTime", video.postedAt)
      writeAuthor(video, to: &writer)
      writeCounts(video, to: &writer)
      writeSound(video.sound, to: &writer)
      writeTags(video, to: &writer)
      writer.member("video") { writeMedium(video, to: &$0) }
      if video.kind == .photos { writeImages(video, to: &writer) }
      if video.isPinned { writer.member("isPinnedItem", true) }
      writer.member("textLanguage", video.caption.isEmpty ? "un" : creator.language)
      writer.member("locationCreated", creator.region)
    }
  }

  /// Some items lack the author's counts, as on the platform.
  private func writeAuthor(_ video: SampleVideo, to writer: inout JSONWriter) {
    writer.member("author") { writer in
      writer.member("id", creator.id)
      writer.member("uniqueId", creator.handle.name)
      writer.member("nickname", creator.nickname)
      writer.member("secUid", creator.secUid)
      writer.member("verified", creator.isVerified)
      writer.member("privateAccount", false)
    }
    guard video.hasAuthorStats else { return }
    writer.name("authorStats")
    counters.write(to: &writer)
    writer.name("authorStatsV2")
    counters.writeExactly(to: &writer)
  }

  private func writeCounts(_ video: SampleVideo, to writer: inout JSONWriter) {
    let counts: [(name: StaticString, value: Int)] = [
      ("playCount", video.plays), ("diggCount", video.likes), ("commentCount", video.comments),
      ("shareCount", video.shares), ("collectCount", video.saves),
    ]
    writer.name("stats")
    Counters(counts).write(to: &writer)
    writer.name("statsV2")
    Counters(counts + [("repostCount", 0)]).writeExactly(to: &writer)
  }

  private func writeSound(_ sound: SampleVideo.Sound, to writer: inout JSONWriter) {
    if sound != .none { writer.name("music") }
    let document = SoundDocument(hasSound: world.hasSound)
    switch sound {
    case .none: break
    case .removed: document.writeRemoved(to: &writer)
    case .original(let number): document.write(original: number, of: creator, to: &writer)
    case .track(let number): document.write(world.tracks[number], to: &writer)
    }
  }

  private func writeTags(_ video: SampleVideo, to writer: inout JSONWriter) {
    let hashtags = video.marks.filter { $0.kind == .hashtag }
    if !hashtags.isEmpty {
      writer.member("challenges", hashtags) { writer, tag in
        writer.object { writer in
          writer.member("id", Self.id(ofHashtag: tag.name))
          writer.member("title", tag.name)
        }
      }
    }
    guard !video.marks.isEmpty else { return }
    writer.member("textExtra", video.marks) { writer, mark in
      writer.object { writer in
        writer.member("start", mark.start)
        writer.member("end", mark.end)
        writeTarget(of: mark, to: &writer)
      }
    }
  }

  private func writeTarget(of mark: Caption.Mark, to writer: inout JSONWriter) {
    switch mark.kind {
    case .hashtag:
      writer.member("type", 1)
      writer.member("hashtagName", mark.name)
    case .mention(let number):
      writer.member("type", 0)
      writer.member("hashtagName", "")
      writer.member("userId", world.creators[number].id)
      writer.member("userUniqueId", mark.name)
    }
  }

  private func writeMedium(_ video: SampleVideo, to writer: inout JSONWriter) {
    writer.member("id", video.id)
    let clip: SampleClip? = if case .film(let clip, _) = media[video.id] { clip } else { nil }
    writer.member("duration", clip?.seconds ?? video.duration)
    writer.member("width", clip == nil ? 576 : SampleClip.width)
    writer.member("height", clip == nil ? 1_024 : SampleClip.height)
    writer.member("cover", SoundDocument.address("cover", video.id, "jpeg"))
    guard video.kind == .film else { return writer.member("size", "0") }
    writer.member("playAddr", clip?.link ?? SoundDocument.address("video", video.id, "mp4"))
    writer.member("volumeInfo") { writer in
      writer.name("Loudness")
      writer.literal("-\(video.loudness / 10).\(video.loudness % 10)")
    }
  }

  private func writeImages(_ video: SampleVideo, to writer: inout JSONWriter) {
    let photos: [SamplePhoto]? = if case .photos(let photos) = media[video.id] { photos } else { nil }
    writer.member("imagePost") { writer in
      writer.member("images", 1...video.imageCount) { writer, number in
        let link =
          photos?[number - 1].link ?? SoundDocument.address("photo", "\(video.id)-\(number)", "jpeg")
        writer.object { writer in
          writer.member("imageURL") { writer in
            writer.member("urlList", [link]) { $0.value($1) }
          }
          writer.member("imageWidth", photos == nil ? 1_080 : SamplePhoto.width)
          writer.member("imageHeight", photos == nil ? 1_440 : SamplePhoto.height)
        }
      }
    }
  }

  /// The same for the same tag everywhere (FNV-1a).
  static func id(ofHashtag name: String) -> String {
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return String(hash >> 14)
  }
}
