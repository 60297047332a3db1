import Models
import Sources
import Testing

@Suite struct RulesTests {
  @Test func `every rule has a name of its own and says all that its documentation needs`() {
    let rules = Rules.all

    #expect(!rules.isEmpty && Set(rules.map(\.id)).count == rules.count)
    for rule in rules {
      #expect(!rule.record.isEmpty && !rule.field.isEmpty && rule.why != "", "\(rule.id)")
      #expect(rule.record == rule.record.lowercased() && rule.id.utf8.count <= 200, "\(rule.id)")
      switch rule.demand {
      case .range(let range, _): #expect(range.lowerBound <= range.upperBound, "\(rule.id)")
      case .length(let length): #expect(length > 0, "\(rule.id)")
      case .oneOf(let words): #expect(Set(words).count == words.count && !words.isEmpty, "\(rule.id)")
      case .refers(let record): #expect(!record.isEmpty, "\(rule.id)")
      case .form(let words): #expect(words.first?.isLowercase == true && words.last != ".", "\(rule.id)")
      case .notBefore(let field): #expect(!field.isEmpty, "\(rule.id)")
      case .required, .unique: break
      }
    }
  }

  @Test func `counters that ran over are left out, whole ones stay`() {
    var counts = AuthorCounts(followers: 11_907_467_940, following: 0, likes: -977_433_948)
    var video = VideoCounts(plays: .min, likes: .max, reposts: -1)
    var track = Track(key: SourceKey(.tiktok, "1"), title: "", uses: -5)

    let rules = CounterRules.clean(&counts) + CounterRules.clean(&video) + CounterRules.clean(&track)

    #expect(counts == AuthorCounts(followers: 11_907_467_940, following: 0))
    #expect(video == VideoCounts(likes: .max) && track.uses == nil)
    #expect(rules == ["creator.likes range", "post.plays range", "post.reposts range", "sound.uses range"])
    #expect(Set(rules).isSubset(of: Rules.all.map(\.id)))
  }
}
