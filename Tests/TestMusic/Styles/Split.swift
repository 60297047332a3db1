/// The two halves of the styles: methods are tuned on one, and judged by the other, with which it has no pattern and no
/// instrument in common.
public enum Split: String, Sendable, Codable, CaseIterable { case tuning, unseen }
