import Mechanisms

/// Why there is no answer to a question.
struct NoAnswer: Error {
  var reason: String
}

/// Does something that may end without an answer.
///
/// - Returns: why it did, if so.
/// - Throws: what else the work throws.
func reasonForNoAnswer(_ work: () throws -> Void) throws -> String? {
  do {
    try work()
    return nil
  } catch let none as Inquiry.NoAttack {
    return none.reason
  } catch let end as OutOfTime {
    return end.reason
  } catch let fault as Fault where fault.kind.isLimit {
    return "\(fault)"
  }
}

extension Verdict {
  /// What a search finds; undecided where it ends without an answer.
  ///
  /// - Throws: what else the search throws.
  static func orUndecided(_ decide: () throws -> Verdict) throws -> Verdict {
    do {
      return try decide()
    } catch let none as NoExtremum {
      return none.verdict
    } catch let none as NoAnswer {
      return .undecided(none.reason)
    } catch let none as Inquiry.NoAttack {
      return .undecided("there may be an attack, but \(none.reason)")
    } catch let end as OutOfTime {
      return .undecided(end.reason)
    } catch let fault as Fault where fault.kind.isLimit {
      return .undecided("\(fault)")
    }
  }
}
