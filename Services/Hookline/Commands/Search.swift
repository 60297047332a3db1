import Lifecycle
import Models
import Search
import Storage

extension Commands {
  static let search = Command(
    name: "search",
    summary: "finds videos by what they say, show or mean",
    examples: [
      .init(line: "search ballroom dance", meaning: "by what they say"),
      .init(line: "search #kpopdance --author @anna --since 30d", meaning: "a tag of one creator, lately"),
      .init(line: "search --image still.png", meaning: "videos with such a frame"),
      .init(line: "search --image clip.mp4@12.5", meaning: "the same with a frame of a film"),
      .init(line: "search --like 1234", meaning: "videos that show the same as one of ours"),
    ],
    operands: .init(usage: "[WORD…]", count: 0...Int.max), options: SearchRequest.options,
    notes: [
      "Words are looked for in any spelling, with typing errors and within hashtags. One argument",
      "may hold all of it: '\"slow motion\" -ballet #dance @anna' is a phrase, what is not wanted, a",
      "tag and an author. What has the words just so comes first, then what has all of them, then",
      "what has some. Copies of a video are one line that says how many there are.",
      "--image takes pictures and films; --meaning needs HOOKLINE_EMBEDDINGS_URL, here or at the",
      "gateway that is asked. DAY is 2026-01-31 (in UTC), or how long ago: 30d. VIDEO is a number,",
      "or tiktok:ID. Filters hold for words and --meaning; without words they list the newest.",
    ]
  ) { invocation, context in
    switch try SearchRequest(invocation) {
    case .words(let request): try await Searching.words(request, context)
    case .picture(let path, let limit): try await Searching.picture(path, limit: limit, context)
    case .like(let video, let limit): try await Searching.videos(like: video, limit: limit, context)
    case .meaning(let text, let restriction, let limit, let asked):
      try await Searching.meaning(text, restriction, limit: limit, asked: asked, context)
    }
    return .done
  }
}
