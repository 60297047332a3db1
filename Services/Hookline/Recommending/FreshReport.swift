import FoundationEssentials
import Knowledge
import Models
import Recommending

/// What a fresh list tells beside its tracks.
struct FreshReport {
  let facts: FreshLists.Facts

  private var context: RequestContext { facts.context }

  /// "made now for a branded post in SE"
  var purpose: String {
    let place = context.territory == .world ? "everywhere" : "in \(context.territory)"
    let post =
      switch context.use {
      case .organic: "a post of their own"
      case .branded: "a post that a company pays for"
      case .commercial: "a company's own post"
      case .advertising: "an advertisement"
      case .offPlatform: "use off the platform"
      }
    return "made now for \(post), shown \(place)"
  }

  /// What else was asked; nil for nothing.
  var wishes: String? {
    let tempo = context.tempo.map { "\(Words.whole($0.lowerBound)) to \(Words.whole($0.upperBound)) BPM" }
    let parts = [
      facts.isForVideo ? "for the video" : nil, context.genre?.title, context.mood?.rawValue, tempo,
      context.length.map { "\(Words.tenths($0)) s" }, context.language.map { "language \($0)" },
      context.excludesUsed ? "none used before" : nil,
      context.sources.map {
        "allowed by \($0.sorted().map { excerpt($0, limit: 40) }.joined(separator: ", "))"
      },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// What is to be known of one track of the list.
  func remark(on track: Track.ID) -> String? {
    let right: String? =
      switch facts.rulings[track] {
      case .licensed(let right): "allowed by \(excerpt(right.source, limit: 40))"
      case .flagged: "nothing is known of its rights"
      case .barred, nil: nil
      }
    let parts = [right, facts.used.contains(track) ? "used before" : nil].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// What helps where nothing is left because nothing is known of contracts.
  func advice(_ basis: ListBasis?) -> String? {
    guard context.use.needsPermission, basis?.leftOut[LeftOut.unknownRights.rawValue] ?? 0 > 0 else {
      return nil
    }
    return "\"hookline rights import FILE\" states what contracts allow"
  }

  var scope: String {
    "looked at \(counted(facts.seen, "track"))" + (facts.isPartial ? ", those that most videos use" : "")
  }
}
