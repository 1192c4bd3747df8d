/// Set phrases of English reviews, which mean more than their words.
extension Lexicon {
  static let superbPhrases =
    """
    five stars, 5 stars, five star, 5 star, ten out of ten, tour de force, second to none, \
    must see, must have, must own, must buy, worth every penny, blew me away, blown away, \
    blows away, can't go wrong, cannot go wrong, can't say enough, cannot say enough, \
    highly recommend, highly recommended, strongly recommend, couldn't be happier, \
    could not be happier, couldn't be better, nothing short of, one of the best, \
    among the best, best of the year, instant classic, a winner, life saver, game changer, \
    best ever, best i have, best i've, exceeded my expectations, beyond my expectations, \
    at his best, at her best, at its best, at their best, no equal, top notch, first rate, \
    not to be missed, don't miss, love love
    """

  static let veryGoodPhrases =
    """
    four stars, 4 stars, works great, worked great, work great, works perfectly, \
    worked perfectly, work perfectly, works beautifully, works like a charm, like a charm, \
    works flawlessly, fits perfectly, fit perfectly, would recommend, definitely recommend, \
    i recommend, can recommend, buy again, order again, purchase again, bought another, \
    buy another, ordered another, buy more, bought two more, love it, loved it, love this, \
    love these, love them, loves it, loves this, loves them, loves these, great value, \
    great price, great deal, great buy, great product, good buy, happy with, pleased with, \
    delighted with, impressed with, impressed by, thumbs up, no complaints, no regrets, \
    no disappointment, never disappoints, doesn't disappoint, does not disappoint, \
    didn't disappoint, did not disappoint, won't be disappointed, not be disappointed, \
    not disappointed, won't regret, hard to beat, can't beat, cannot beat, hard to put down, \
    couldn't put it down, could not put it down, page turner, edge of your seat, \
    edge of my seat, laugh out loud, laughed out loud, breath of fresh air, worth seeing, \
    worth watching, worth the price, worth the money, worth the wait, worth it, worth a look, \
    deserves to be seen, demands to be seen, stands out, stand out, holds up, packs a punch, \
    hits the mark, on target, right on, spot on, hits home, rings true, pays off, \
    delivers the goods, a treat, a delight, a gem, a joy, a pleasure, a hoot, a blast, a riot, \
    a hit, more than meets, fires on all, steals the show, perfect for, perfect fit, \
    exactly what i, just what i, what i was looking, as advertised, as described, \
    better than expected, better than i expected, better than advertised, looks great, \
    sounds great, tastes great, feels great, smells great, looks good, sounds good, super fast, \
    easy to use, easy to install, easy to clean, easy to assemble, easy to set, so much fun, \
    great fun, good fun, lots of fun, a lot of fun, never a dull moment, not a dull moment, \
    never boring, never dull, anything but, keeps you guessing, won me over, wins you over, \
    tears to, smile on, all the right, full of life, worthy of, a must, one of his best, \
    one of her best, one of their best
    """

  static let goodPhrases =
    """
    does the job, gets the job done, get the job done, did the trick, does the trick, \
    as expected, no problem, no problems, no issues, no issue, no trouble, no doubt, \
    without a problem, without any problems, without any issues, well made, well built, \
    well written, well acted, well crafted, well done, well worth, well designed, \
    well constructed, well packaged, good value, good price, good deal, good quality, \
    nice quality, sturdy enough, so far so good, good enough, not bad, isn't bad, not too bad, \
    not half bad, nothing wrong, can't complain, cannot complain, hard not to, \
    difficult not to, hard to resist, can't help but, cannot help but, can't resist, \
    never fails, doesn't fail, a good time, good time, in a good way, for the whole family, \
    rest assured, still going, still works, still working, years later, holding up, held up, \
    keeps its, arrived on time, on time, quickly arrived, fast shipping, quick delivery, \
    if only for, more than enough, more than just, much more than, better than most, \
    better than average, above average, a cut above, step up, big improvement, \
    huge improvement, thanks to, pulls it off, comes together, manages to, \
    not without its charms, not without charm, goes down easy, crowd pleaser, crowd pleasing, \
    fresh take, new life, well cast, strong performances, fine performances, \
    great performances, great cast, fine cast, fun ride, wild ride, thrill ride, \
    worth checking, worth a try, give it a try, mixed bag of
    """

  static let faintPhrases =
    """
    three stars, 3 stars, mixed bag, mixed feelings, so so, just ok, just okay, it's ok, \
    it's okay, was ok, was okay, is ok, is okay, not great, not perfect, not the best, \
    not terribly, not particularly, not especially, not entirely, not enough, not quite, \
    not much, nothing new, nothing special, nothing more, nothing much, little more, \
    little else, little to, too long, too much, too many, too little, too late, too small, \
    too big, too short, too tight, too loose, too large, too thin, too thick, too heavy, \
    too weak, too hard, too soft, too easy, too familiar, too often, runs out, ran out, \
    run out, wears thin, wears off, wore off, wear out, wore out, worn out, falls short, \
    fall short, falls flat, fall flat, fell flat, falls apart, never quite, doesn't quite, \
    didn't quite, does not quite, fails to, failed to, never really, never gets, never comes, \
    doesn't work, does not work, could have been, could've been, should have been, \
    should've been, might have been, would have been better, could be better, could use, \
    needs work, room for improvement, bit of a, at best, at least, for fans only, fans only, \
    rent it, wait for, only if, lost in, lacks the, lack of, short of, low on, light on, \
    heavy on, hard to follow, hard to believe, hard to care, difficult to, instead of, \
    if you must, for what it, been there, seen it, seen before, heard before, we've seen, \
    you've seen, done before, by the numbers, run of the mill, paint by, over the top, \
    all over the place, hit or miss, hit and miss, on and on, goes nowhere, going nowhere, \
    drags on, takes forever, takes too, old hat, same old, middle of the road, expected more, \
    expected better, hoped for, had hoped, was hoping, wanted to like, wanted to love, had to, \
    only complaint, only problem, only issue, only downside, minor complaint, one complaint, \
    give it two, half baked, half hearted, heavy handed, ham fisted, one note, one joke, \
    one dimensional, two dimensional, cookie cutter, straight to video, made for tv, tv movie, \
    running time, no more than, neither funny, be warned, be careful, be aware, watch out, \
    keep in mind, used to be, customer service, overpriced for, pricey for, \
    a little disappointed, somewhat disappointed
    """

  static let badPhrases =
    """
    two stars, 2 stars, two star, 2 star, not worth, isn't worth, wasn't worth, not recommend, \
    wouldn't recommend, would not recommend, don't recommend, do not recommend, \
    cannot recommend, can't recommend, not recommended, not buy, don't buy, do not buy, \
    not purchase, wouldn't buy, would not buy, won't buy, will not buy, don't bother, \
    do not bother, why bother, stay away, stay clear, steer clear, look elsewhere, \
    keep looking, skip it, skip this, pass on this, save your money, not work, didn't work, \
    did not work, doesn't fit, does not fit, didn't fit, did not fit, doesn't hold, \
    does not hold, won't stay, won't work, would not work, will not work, wouldn't work, \
    never worked, stopped working, quit working, stops working, no longer works, \
    no longer work, fell apart, falling apart, came apart, comes apart, fell off, falls off, \
    fell out, came off, comes off, broke after, broke within, broke off, broke in, burned out, \
    burnt out, gave up, gave out, sent it back, sent back, send it back, sending it back, \
    had to return, returned it, going back, went back, threw it, threw away, throw it, \
    throw away, thrown away, threw out, in the trash, in the garbage, money back, got a refund, \
    not as described, not as advertised, not as pictured, false advertising, wrong size, \
    wrong item, wrong part, poor quality, low quality, bad quality, cheap quality, \
    cheaply made, poorly made, poorly designed, badly made, poorly written, low budget, \
    bad acting, makes no sense, make no sense, no sense, no point, no idea, no plot, no story, \
    no good, no fun, no use, no help, not good, not funny, isn't funny, not scary, not working, \
    not happy, not satisfied, not impressed, not pleased, not interested, not like, not love, \
    didn't like, did not like, don't like, do not like, doesn't like, didn't care, \
    did not care, don't care, couldn't care, could not care, couldn't finish, could not finish, \
    couldn't get into, could not get into, less than, waste of talent, waste your, wasted my, \
    wasted on, a bore, a mess, a dud, a chore, a slog, a drag, a flop, a joke, a shame, \
    a disappointment, a letdown, let down, big disappointment, huge disappointment, so bad, \
    this bad, how bad, too bad, going for it, off the mark, misses the mark, missed the mark, \
    miss the mark, dead on arrival, dead in, fall asleep, fell asleep, falling asleep, \
    put me to sleep, watch the clock, checking your watch, at your watch, lowest common, \
    cash in, direct to video, straight to dvd, buyer beware, beware of, rip off, ripped off, \
    dead after, dies after, died after, died within, lasted only, only lasted, lasted about, \
    lasted less, lasted two, lasted three, last long, won't last, didn't last, did not last, \
    doesn't last, leaves much, leaves a lot, much to be desired, lot to be desired, \
    left me cold, leaves you cold, train wreck, sick of, tired of, bored with, nothing but, \
    nothing to recommend, no reason, little reason, no redeeming, redeeming qualities, \
    better off, rather have
    """

  static let dreadfulPhrases =
    """
    one star, 1 star, zero stars, waste of money, waste your money, waste of time, \
    waste your time, complete waste, total waste, piece of junk, piece of crap, \
    piece of garbage, pile of, total junk, pure junk, absolute worst, the worst, worst movie, \
    worst film, worst product, worst purchase, worst book, never again, never buy, never order, \
    never purchase, never use, avoid at all costs, at all costs, like the plague, \
    stay far away, run away, utter failure, complete failure, total failure, epic fail, \
    so awful, so terrible, utterly useless, completely useless, totally useless, \
    absolutely useless, do not waste, don't waste, want my money, i want my, hours of my life, \
    brain dead, mind numbing, bottom of the barrel, bottom of the, ear splitting, worst ever, \
    worst of the year
    """
}
