extension MechanismChecker {
  func unrolled(_ steps: [Step]) -> Int {
    var total = 0
    for step in steps {
      var cost = 1
      switch step.action {
      case .when(_, let then, let otherwise): cost += unrolled(then) + unrolled(otherwise)
      case .rounds(let number, let inner):
        let (product, overflow) = unrolled(inner).multipliedReportingOverflow(by: max(number, 0))
        cost = overflow ? Limits.unrolledSteps + 1 : product
      case .forever(let repetition): cost += unrolled(repetition.steps)
      default: break
      }
      total = min(total + min(cost, Limits.unrolledSteps + 1), Limits.unrolledSteps + 1)
    }
    return total
  }

  func firstRepeat(_ steps: [Step]) -> Step? {
    for step in steps {
      switch step.action {
      case .rounds: return step
      case .when(_, let then, let otherwise):
        if let found = firstRepeat(then) ?? firstRepeat(otherwise) { return found }
      default: break
      }
    }
    return nil
  }
}
