/** The folders of what is temporary. Their names stand apart: commands look for what a killed run left before they load what mends it. */

/**
 * In an output, or beside the config file: a lock for each run that writes or waits, and the texts that are about to be put in place. It exists
 * only while a run writes, and after a run that was interrupted.
 */
export const runFolderName = ".specloom-run";

/** Beside the config file: the old and the new texts while files of the user are replaced, and after a run that was killed. */
export const replacementFolderName = ".specloom-adopt";

/** The same folder when all is written, until it is removed. */
export const replacedFolderName = `${replacementFolderName}-done`;
