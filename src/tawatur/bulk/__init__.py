"""Many articles at once, on one machine or a cluster: archives in, Parquet of articles and marks out.

`plan` cuts sources into partitions, `run` reads them on Dask, `work` is what one worker does, `select` cuts a story from
an archive. All but `plan` need the extra ``bulk``.
"""
