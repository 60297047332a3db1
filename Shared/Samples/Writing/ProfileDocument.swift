import Models

/// What the platform says of a creator and their posts.
struct ProfileDocument {
  let world: SampleWorld
  let creator: SampleCreator

  private var counters: Counters {
    Counters([
      ("followerCount", creator.followers), ("followingCount", creator.following),
      ("friendCount", creator.following / 3), ("heart", creator.hearts), ("heartCount", creator.hearts),
      ("videoCount", creator.videoCount + creator.olderVideos), ("diggCount", 0),
    ])
  }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("userInfo") { writeUser(to: &$0) }
      let post = PostDocument(
        world: world, creator: creator, counters: counters, media: world.media(of: creator))
      writer.member("itemList", world.videos(of: creator)) { writer, video in
        // A line for each post: a change of the generator shows as the posts that it changes.
        writer.breakLine()
        post.write(video, to: &writer)
      }
    }
    return writer.finished()
  }

  private func writeUser(to writer: inout JSONWriter) {
    writer.member("user") { writer in
      writer.member("id", creator.id)
      writer.member("uniqueId", creator.handle.name)
      writer.member("nickname", creator.nickname)
      writer.member("secUid", creator.secUid)
      writer.member("signature", creator.bio)
      writer.member("verified", creator.isVerified)
      writer.member("privateAccount", false)
      writer.member("region", creator.region)
      writer.member("language", creator.language)
      writer.member("avatarMedium", SoundDocument.address("avatar", creator.id, "jpeg"))
      guard creator.number % 3 == 0 else { return }
      writer.member("bioLink") { $0.member("link", "https://\(creator.handle.name).example.invalid") }
    }
    writer.name("stats")
    counters.write(to: &writer)
    writer.name("statsV2")
    counters.writeExactly(to: &writer)
  }
}
